"""Composition of the pages: which URLs there are, the first page, the page for what does not exist."""
