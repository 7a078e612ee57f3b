"""The working-day clock, pure: calendars, due and act-by, scalar and batch."""
