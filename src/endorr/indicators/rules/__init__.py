"""How a derived figure is made: areas, arithmetic with rounding, ranks, and what each figure means."""
