"""An award in the middle of its year, for a demo: everything up to the jury's work is done."""
