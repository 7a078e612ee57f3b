"""What is decided about words and organisations, in plain Python: no Django, no database, no clock."""
