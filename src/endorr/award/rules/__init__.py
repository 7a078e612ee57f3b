"""What a sheet may say, how regions are weighed together and how sure that is, and what binds a jury."""
