"""Årets exportregion: criteria, frozen data, a composite with its doubts, nominations, and a jury that decides."""
