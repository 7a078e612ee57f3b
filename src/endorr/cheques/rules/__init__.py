"""What is decided of cheques, in plain Python: who may apply, what counts, who may do what, where the money is."""
