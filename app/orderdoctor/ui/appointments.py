"""Moments for people: when a wait is over, and how that is said in the window's language and the user's own time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QTime

from orderdoctor.casework import comes_back
from orderdoctor.catalog.model import Step
from orderdoctor.tools.dates.office import CHINA, COUNTRY
from orderdoctor.ui.desk import Desk
from orderdoctor.ui.kit import Kit

if TYPE_CHECKING:
    from orderdoctor.tools.dates.working_days import WorkingDays


class Appointments:
    """Reckons and says moments. The calendar of working days is read when a wait first needs it (0.1 s)."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        """Take the kit, and the desk for the clock and the tables."""
        self._kit = kit
        self._desk = desk
        self._china: WorkingDays | None = None

    def after(self, step: Step) -> datetime:
        """When to look again, if the wait of a step begins now."""
        return comes_back(step, self._desk.now(), self._works)

    def _works(self, day: date) -> bool:
        if self._china is None:
            from orderdoctor.tools.dates.rules import read_rules
            from orderdoctor.tools.dates.working_days import WorkingDays

            rules = read_rules(self._desk.tables)
            self._china = WorkingDays((COUNTRY,), rules.known_until, rules.countries)
        return self._china.counts(day)

    def text(self, moment: datetime) -> str:
        """A moment in the user's own time: the time alone today, with the day on other days."""
        locale, words = self._kit.language.locale, self._kit.words
        local = _local(moment)
        time = locale.toString(local.time(), QLocale.FormatType.ShortFormat)
        today = _local(self._desk.now()).date()
        if local.date() == today:
            return time
        if local.date() == today.addDays(1):
            return words.tr("tomorrow, {time}").format(time=time)
        if today < local.date() < today.addDays(7):
            return words.tr("{day}, {time}").format(day=locale.dayName(local.date().dayOfWeek()), time=time)
        return locale.toString(local, QLocale.FormatType.ShortFormat)

    def in_china(self, moment: datetime) -> str:
        """The time of day in China at a moment."""
        there = moment.astimezone(CHINA)
        time = QTime(there.hour, there.minute)
        return self._kit.language.locale.toString(time, QLocale.FormatType.ShortFormat)

    def is_elsewhere(self, moment: datetime) -> bool:
        """Whether the user's clock shows another time than China's at a moment."""
        return _local(moment).offsetFromUtc() != timedelta(hours=8).total_seconds()


def _local(moment: datetime) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
