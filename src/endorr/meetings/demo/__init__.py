"""The demo's campaign: a stop that has been, one that is to come, and the story of it."""
