"""Everything about services that can be decided without a database."""
