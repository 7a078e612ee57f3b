"""The readers of the newsroom: what is out, what the desk works with, what falls due."""
