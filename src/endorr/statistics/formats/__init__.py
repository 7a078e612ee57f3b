"""The formats of official statistics, each a reader and a writer of the same table value."""
