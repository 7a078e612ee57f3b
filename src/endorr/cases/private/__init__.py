"""What the company sees and does without signing in, behind links that open one thing each."""
