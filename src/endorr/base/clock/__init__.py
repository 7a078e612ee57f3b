"""The one source of time: the system's clock in production, a clock that can be wound in the demo."""

from endorr.base.clock.source import STOCKHOLM, Clock, configured_clock, day_of, local_date, machine_now, now

__all__ = ["STOCKHOLM", "Clock", "configured_clock", "day_of", "local_date", "machine_now", "now"]
