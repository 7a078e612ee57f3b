"""Who can help: organisations and their duties, functions and those who hold them, coverage without holes."""
