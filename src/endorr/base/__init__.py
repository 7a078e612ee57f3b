"""Django plumbing every room stands on, in sub-packages with one direction of imports among them."""
