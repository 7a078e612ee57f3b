"""The one source of time: the system's clock in production, a clock that can be wound in the demo."""

from endorr.base.clock.source import STOCKHOLM, Clock, local_date, now

__all__ = ["STOCKHOLM", "Clock", "local_date", "now"]
