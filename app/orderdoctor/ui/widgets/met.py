"""What the user met: how the cases of a stretch of time stand today, and the reasons that they met most often."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QButtonGroup

from orderdoctor.cases.statistics import Met, Statistics, Tally
from orderdoctor.i18n import Words
from orderdoctor.phrasing import CASE_STATES, capital, waiting_time
from orderdoctor.ui.desk import Desk
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.periods import PERIODS, Span, edges, spans
from orderdoctor.ui.widgets.boxes import Card, Flow, Scrolled, row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.chart import Bar, Bars, Columns, Part
from orderdoctor.ui.widgets.exhibit import Exhibit
from orderdoctor.ui.widgets.text import PlainLabel

MOST = 10
"""Reasons that are named; the others are counted together."""

_LOOKS = (("solved", "good", "full"), ("open", "accent", "empty"), ("waiting", "warning", "stripes"), ("handed-over", "muted", "dots"))
"""State, tone and pattern of the parts, in the order of a Tally."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the reasons: one reason, or several that are counted together."""

    name: str
    cases: int
    solved: int
    usual: timedelta | None = None


class MetView(Scrolled):
    """Counts the cases of a stretch of time that the user chooses."""

    new = Signal()
    """There is nothing to count: the user wants to begin."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        """Take the kit and the desk."""
        super().__init__(margins=(0, 4, 8, 12))
        self._kit = kit
        self._desk = desk
        self._periods = QButtonGroup(self)
        choices = Flow(8)
        self._choices = [Button(kit, "pill") for _ in PERIODS]
        for number, button in enumerate(self._choices):
            button.setCheckable(True)
            self._periods.addButton(button, number)
            choices.addWidget(button)
        self._choices[1].setChecked(True)
        self._count = PlainLabel("body")
        self.outcomes = Exhibit(kit, Columns(kit))
        self.reasons = Exhibit(kit, Bars(kit))
        self._empty = Card("plain", margin=24, gap=12)
        self._empty_text = PlainLabel("body")
        self._way_out = Button(kit, "primary")
        self._empty.box.addWidget(self._empty_text)
        self._empty.box.addLayout(row(self._way_out, None))
        self._has_older = False
        self.box.addLayout(choices)
        for widget in (self._count, self.outcomes, self.reasons, self._empty):
            self.box.addWidget(widget)
        self.box.addStretch(1)
        self._periods.idClicked.connect(self.refresh)
        self._way_out.clicked.connect(self._go)

    def choose(self, period: str) -> None:
        """Count in another stretch of time."""
        self._choices[[name for name, _ in PERIODS].index(period)].click()

    def refresh(self) -> None:
        """Count again, and say it in the language of the window."""
        words = self._kit.words
        for button, (_, name) in zip(self._choices, PERIODS, strict=True):
            button.say(words.marked(name))
        first = self._desk.cases.first_opened()
        chosen = self._spans(first)
        counted = self._desk.cases.statistics(edges(chosen), MOST)
        total = counted.total.total
        self._has_older = first is not None
        for widget in (self._count, self.outcomes, self.reasons):
            widget.setVisible(total > 0)
        self._empty.setVisible(not total)
        if total:
            self._count.setText(
                words.trn("{n} case began in this time.", "{n} cases began in this time.", total).format(n=total)
            )
            self._show_outcomes(chosen, counted)
            self._show_reasons(counted.reasons)
        else:
            self._show_nothing()

    def _show_nothing(self) -> None:
        words = self._kit.words
        if self._has_older:
            self._empty_text.setText(words.tr("No case began in this time."))
            self._way_out.say(words.tr("Count all cases"))
        else:
            self._empty_text.setText(words.tr("No cases yet. What you met will be counted here."))
            self._way_out.say(words.tr("Diagnose an order"))

    def _go(self) -> None:
        if self._has_older:
            self.choose("all")
        else:
            self.new.emit()

    # --- over time

    def _spans(self, first: datetime | None) -> tuple[Span, ...]:
        today = self._desk.now().astimezone().date()
        begun = first.astimezone().date() if first and first.year > 1 else today
        week = self._kit.language.locale.firstDayOfWeek().value
        return spans(PERIODS[self._periods.checkedId()][0], today, begun, week)

    def _show_outcomes(self, chosen: Sequence[Span], counted: Statistics) -> None:
        words, locale = self._kit.words, self._kit.language.locale
        names = [capital(words.marked(CASE_STATES[state])) for state, _, _ in _LOOKS]
        parts = [Part(name, tone, pattern) for name, (_, tone, pattern) in zip(names, _LOOKS, strict=True)]
        unit = chosen[-1].unit
        head = {"week": words.tr("Week from"), "month": words.tr("Month"), "year": words.tr("Year")}[unit]
        told = {"week": words.tr("Week from {date}"), "month": words.tr("Month {date}"), "year": words.tr("Year {date}")}
        bars, rows = [], []
        for span, tally in zip(chosen, counted.spans, strict=True):
            name = _name(span, locale)
            bars.append(Bar(name, _values(tally), _spoken(told[unit].format(date=name), names, _values(tally), words)))
            rows.append([name, *map(locale.toString, (*_values(tally), tally.total))])
        legend = [_entry(part, number, words) for part, number in zip(parts, _values(counted.total), strict=True)]
        heads = [head, *names, words.tr("All")]
        self.outcomes.show_numbers(words.tr("How they stand today"), legend, bars, heads, rows)

    # --- by reason

    def _show_reasons(self, met: Sequence[Met]) -> None:
        words, locale = self._kit.words, self._kit.language.locale
        parts = [Part(words.tr("Solved"), "good", "full"), Part(words.tr("Not solved"), "muted", "empty")]
        names = [part.name for part in parts]
        lines = self._lines(met)
        bars, rows = [], []
        for line in lines:
            values = (line.solved, line.cases - line.solved)
            time = _time(line.usual, words)
            spoken = _spoken(line.name, names, values, words)
            if line.usual is not None:
                spoken = words.tr("{numbers}. Time to solve: {time}").format(numbers=spoken, time=time)
            bars.append(Bar(line.name, values, spoken))
            rows.append([line.name, locale.toString(line.cases), locale.toString(line.solved), time])
        solved, cases = sum(line.solved for line in lines), sum(line.cases for line in lines)
        legend = [_entry(part, n, words) for part, n in zip(parts, (solved, cases - solved), strict=True)]
        heads = [words.tr("Reason"), words.tr("Cases"), words.tr("Solved"), words.tr("Time to solve")]
        note = words.tr("Time to solve: half of the solved cases took this long or less, from their beginning to their last entry.")
        self.reasons.show_numbers(words.tr("The most frequent reasons"), legend, bars, heads, rows, note)

    def _lines(self, met: Sequence[Met]) -> list[Line]:
        words = self._kit.words
        named = [one for one in met if one.reason is not None]
        lines = [Line(self._title(one.reason or ""), one.cases, one.solved, one.usual) for one in named[:MOST]]
        others = named[MOST:]
        if others:
            name = words.trn("{n} other reason", "{n} other reasons", len(others)).format(n=len(others))
            lines.append(Line(name, sum(one.cases for one in others), sum(one.solved for one in others)))
        lines += [Line(words.tr("No reason found"), one.cases, one.solved) for one in met if one.reason is None]
        return lines

    def _title(self, reason: str) -> str:
        """The title of a reason; the id of one that the library has no more."""
        catalog = self._desk.catalog
        known = catalog.reasons.get(reason) if catalog else None
        return self._kit.words.of(known.title) if known else reason


def _values(tally: Tally) -> tuple[int, ...]:
    return (tally.solved, tally.open, tally.waiting, tally.handed_over)


def _entry(part: Part, number: int, words: Words) -> tuple[Part, str]:
    return part, words.tr("{state}: {n}").format(state=part.name, n=number)


def _spoken(name: str, parts: Sequence[str], values: Sequence[int], words: Words) -> str:
    """A bar in words: its name, and what there is of each part."""
    there = [words.tr("{state}: {n}").format(state=part, n=n) for part, n in zip(parts, values, strict=True) if n]
    return " · ".join([name, *(there or [words.tr("no cases")])])


def _time(usual: timedelta | None, words: Words) -> str:
    return "–" if usual is None else waiting_time(max(1 / 60, usual.total_seconds() / 3600), words)


def _name(span: Span, locale: QLocale) -> str:
    """A span as short as can be, in the order in which the language writes dates: 23/11 · 11/2026 · 2026."""
    if span.unit == "year":
        return str(span.begins.year)
    left_out = "y" if span.unit == "week" else "d"
    pattern = re.sub("y+", "yyyy", locale.dateFormat(QLocale.FormatType.ShortFormat))
    short = re.sub(rf"[^dMy]*{left_out}+$|{left_out}+[^dMy]*", "", pattern)
    return locale.toString(_qdate(span.begins), short)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
