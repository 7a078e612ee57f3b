"""The demo's press room: one text that is out, one that waits to be finished, and the story of the second."""
