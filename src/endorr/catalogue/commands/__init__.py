"""The only writers of the catalogue, one module for each thing that is written."""
