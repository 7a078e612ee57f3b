"""Pages over who is who: an organisation's people and their seats, and how a cooperation looks at its door."""
