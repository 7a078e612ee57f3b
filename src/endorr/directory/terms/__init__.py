"""The terms a cooperation works on, for all to read: who leads, which agreement, across which borders, how it looks."""
