"""The de minimis account of a company and its group: what it has received, and how much it may still receive."""
