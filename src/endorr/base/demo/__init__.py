"""What only a demo has: the way to wind its clock from the browser. Production does not install it."""
