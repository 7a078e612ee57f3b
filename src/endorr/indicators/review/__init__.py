"""/granska: anybody pastes a text, and every figure in it is marked, bound and held against what is known."""
