"""The advisers' side: what waits (`queue`), one question (`case`), and the deeds on it (`deeds`)."""
