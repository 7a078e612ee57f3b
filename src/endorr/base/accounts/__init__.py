"""The person who signs in: an e-mail address and a name, nothing more."""
