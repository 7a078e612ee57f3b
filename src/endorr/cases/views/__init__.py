"""The ways in: the question box, a call back, a partner's own entrance, a note of a call, and the API's pages."""
