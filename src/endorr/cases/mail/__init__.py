"""Incoming mail at the door: what a mail says (`reading`), pure; what becomes of it is in `commands.receiving`."""
