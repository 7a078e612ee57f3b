"""The only writers of the planner, one module for each thing that is written."""
