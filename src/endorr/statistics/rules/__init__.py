"""What is decided about figures: what they are, what may be put beside what, what has changed."""
