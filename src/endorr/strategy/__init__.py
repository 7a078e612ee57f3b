"""Strategies with goals that figures follow, what was voiced and what came of it, and programmes of several regions."""
