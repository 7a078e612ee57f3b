"""The endorr command: one file a room, loaded only when asked for."""
