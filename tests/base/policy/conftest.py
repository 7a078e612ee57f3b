"""Says at the end of a run how many visits the permission walk made."""

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Add up the cells of every address, from all processes of the run."""
    reports = [report for outcome in ("passed", "failed") for report in terminalreporter.stats.get(outcome, [])]
    counts = [value for report in reports for name, value in report.user_properties if name == "cells"]
    if counts:
        terminalreporter.write_line(f"permission walk: {sum(counts)} cells over {len(counts)} addresses")
