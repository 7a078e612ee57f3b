"""The door's own template tags."""
