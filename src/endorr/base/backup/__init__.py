"""One file that holds the whole house, made while it works; and the way back from it into an empty place."""
