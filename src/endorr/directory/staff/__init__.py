"""The pages behind sign-in: functions and those behind them, absence, coverage, holes and members."""
