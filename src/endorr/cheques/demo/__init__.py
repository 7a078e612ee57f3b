"""Cheques in the demo: a call with its board, a few applications, and a story that anybody can play to its end."""
