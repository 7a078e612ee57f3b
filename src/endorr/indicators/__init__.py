"""Derived figures: change, per inhabitant, shares, ranks with intervals; each with its definition and its traps."""
