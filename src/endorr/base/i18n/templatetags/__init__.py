"""Template tags and filters of the words."""
