"""A strategy that is under way and two programmes, for a demo: figures are practice data, people are made up."""
