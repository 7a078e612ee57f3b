"""Private files: taken in by what they are, kept outside any served folder, given out only to those who may."""
