"""How one house is set up for the demo, the tests and production."""
