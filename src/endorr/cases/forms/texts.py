"""Free text at the door: how long it may be, and what may not stand in it."""

from endorr.base.ui.safe_text import SafeText

__all__ = ["LONGEST", "SafeText"]

LONGEST = 8000  # characters of a question
