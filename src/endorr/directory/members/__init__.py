"""What organisations are and how they cooperate: duties, terms, leads, agreements, partnerships."""
