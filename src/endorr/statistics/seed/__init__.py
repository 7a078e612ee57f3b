"""What the room begins with: the published figures that exist, and a practice world."""
