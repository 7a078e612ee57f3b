"""How the door keeps its promise, in figures anybody may check: counted once, published with its misses."""
