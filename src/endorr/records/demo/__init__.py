"""What only a demo has: a decision on disposal in the plan, and the story of a citizen who wants to read."""
