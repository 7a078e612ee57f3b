"""What public sources say of the cooperations, carried over with source and day; loaded by a command, never edited."""
