"""The pages behind sign-in: a door's own calendar, what it has decided, and what feeds propose."""
