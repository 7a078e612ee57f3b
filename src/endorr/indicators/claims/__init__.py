"""Reads the figures in a text and says of each whether it can be checked, and how it stands: pure, for every room."""
