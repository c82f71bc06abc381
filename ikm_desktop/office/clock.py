"""The one clock. Acts never ask the system for the time; they are handed this."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ZONE_NAME = "Asia/Makassar"
"""WITA, the office's time zone (UTC+8, no summer time)."""


def office_zone() -> ZoneInfo | timezone:
    """Return WITA; a fixed offset where the system has no zone data (no changes since 1988)."""
    try:
        return ZoneInfo(ZONE_NAME)
    except ZoneInfoNotFoundError:
        return timezone(timedelta(hours=8), "WITA")


class Clock(Protocol):
    """What tells the time."""

    def now(self) -> datetime:
        """Return the present moment in the office's zone."""
        ...


class SystemClock:
    """The computer's clock, read in the office's zone."""

    def now(self) -> datetime:
        """Return the present moment."""
        return datetime.now(UTC).astimezone(office_zone())


class RunningClock:
    """A clock that starts at a given moment and runs on with real time: the day a sample book lives on."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._zero = time.monotonic()

    def now(self) -> datetime:
        """Return the start plus what has passed since."""
        return self._start + timedelta(seconds=time.monotonic() - self._zero)


class SteppingClock:
    """A clock that moves on by a fixed step at each reading, so that the same acts give the same book."""

    def __init__(self, start: datetime, step: timedelta = timedelta(seconds=1)) -> None:
        self.moment = start
        self.step = step

    def now(self) -> datetime:
        """Return the moment and move on."""
        moment = self.moment
        self.moment += self.step
        return moment

    def go_to(self, day: date, hour: int = 8) -> None:
        """Jump to an hour of a day, forward or back."""
        self.moment = datetime(day.year, day.month, day.day, hour, tzinfo=office_zone())


def at(day: date, hour: int = 8) -> datetime:
    """Return an hour of a day in the office's zone."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=office_zone())
