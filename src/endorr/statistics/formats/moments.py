"""Moments as PX spells them, CCYYMMDD hh:mm in Swedish time, and as JSON-stat does, ISO 8601."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

PX = "%Y%m%d %H:%M"
PX_MOMENT = re.compile(r"\d{8} \d\d:\d\d")
# PX names no zone; PxWebApi takes the server's, and these tables are Swedish.
ZONE = ZoneInfo("Europe/Stockholm")


def iso_of_px(moment: str) -> str:
    """20230525 15:42 as 2023-05-25T13:42:00Z; ISO 8601 as it stands; "" for what is no moment."""
    try:
        if PX_MOMENT.fullmatch(moment):
            local = datetime.strptime(moment, PX).replace(tzinfo=ZONE)
            return local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return moment if datetime.fromisoformat(moment) else ""
    except (ValueError, OverflowError):
        return ""


def px_of_iso(moment: str) -> str:
    """2023-05-25T13:42:00Z as 20230525 15:42; anything that is no moment in UTC or with an offset as it stands."""
    try:
        parsed = datetime.fromisoformat(moment)
        return parsed.astimezone(ZONE).strftime(PX) if parsed.tzinfo else moment
    except (ValueError, OverflowError):
        return moment
