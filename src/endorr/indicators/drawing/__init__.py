"""Charts and maps as SVG of our own: no script, no inline style, colours by class, every shape told in words."""
