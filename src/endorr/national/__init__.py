"""The country: all centres side by side, as open questions rather than a league table."""
