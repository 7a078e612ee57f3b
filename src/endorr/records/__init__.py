"""Public records: the open diary, requests tested field by field, and what a person may ask of what is kept of them."""
