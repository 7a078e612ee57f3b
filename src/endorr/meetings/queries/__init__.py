"""The only readers of meetings: what everybody sees, what a guest sees, what the host sees, what falls due."""
