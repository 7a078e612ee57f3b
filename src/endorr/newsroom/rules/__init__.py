"""What is decided in the newsroom, in plain Python."""
