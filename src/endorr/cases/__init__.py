"""The door: a company's question asked once, a promise that is a fact, and everything done about it."""
