"""The only readers of strategies: what everybody, staff and an invited party see, and programmes."""
