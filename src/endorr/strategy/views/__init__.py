"""The pages of strategies: open ones, an invited party's own, the desk of those who lead, and programmes."""
