"""What only a demo has: which centres were pilots, and the lists of four that use other tools."""
