"""The readers of the catalogue: for everybody, for those who answer for services, for other rooms."""
