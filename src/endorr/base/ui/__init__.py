"""The look: page shell, components as template tags, colours that can be read, charts drawn on the server."""
