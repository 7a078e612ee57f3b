"""What only a demo has: two months of made-up questions behind it, and the story that a newcomer is told."""
