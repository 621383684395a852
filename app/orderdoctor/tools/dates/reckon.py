"""Reckons windows and deadlines: a rule and its start in, dates out, with what is certain about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum

from orderdoctor.tools.dates.clock import Point, Zone, later, moment, months_later
from orderdoctor.tools.dates.rules import Claim, Rely, Rule, Rules, Unit
from orderdoctor.tools.dates.working_days import DayOff, Uncertain, WorkingDays
from orderdoctor.tools.finding import Finding, Severity, Speaks


class State(Enum):
    """Where now lies."""

    EARLY = "early"
    """Before the first limit that anybody names."""
    WITHIN = "within"
    """Between the first and the last."""
    OVER = "over"
    """After the last."""


@dataclass(frozen=True, slots=True)
class Start:
    """From when on it counts. at: the time of day, None if it is not known; zone: that of the day and the time."""

    day: date
    at: time | None = None
    zone: Zone = None


@dataclass(frozen=True, slots=True)
class Span:
    """One source's window. first: None where the source names no lower end."""

    claim: Claim
    first: Point | None
    last: Point


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The answer. safe: the date to rely on; special: days that count otherwise than their weekday says."""

    rule: Rule
    start: Start
    now: datetime
    spans: tuple[Span, ...]
    first: Point
    last: Point
    safe: Point
    state: State
    countries: tuple[str, ...] = ()
    special: tuple[DayOff, ...] = ()
    uncertain: tuple[Uncertain, ...] = ()
    findings: tuple[Finding, ...] = ()
    speaks: Speaks = field(default_factory=dict)

    @property
    def target(self) -> Point:
        """What to look at now: the date to rely on, and once the first limit is past, the last one."""
        return self.safe if self.state is State.EARLY else self.last

    @property
    def left(self) -> timedelta:
        """The time until the target, below zero if that is past: exact for a moment, else whole days."""
        if self.target.at:
            return self.target.at - self.now
        return timedelta(days=(self.target.day - self.now.date()).days)


def reckon(
    rules: Rules, kind: str, start: Start, now: datetime, countries: Sequence[str] = (), waits: bool = False
) -> Reckoning:
    """Reckon a rule's window. countries: whose holidays count, the rule's own if none is named.

    waits: whether the user waits for somebody else to act (it decides which end of the window is safe).
    Raises KeyError for a rule that does not exist, UnknownCountry.
    """
    rule = rules.rules[kind]
    chosen = (countries or rule.countries) if rule.counts_working_days else ()
    calendar = WorkingDays(chosen, rules.known_until, rules.countries)
    spans = tuple(_span(claim, start, calendar) for claim in rule.claims)
    general = [span for span in spans if not span.claim.only]
    first = min((span.first or span.last for span in general), key=lambda point: point.order)
    last = max((span.last for span in general), key=lambda point: point.order)
    safe = last if rule.rely is Rely.LAST or (rule.rely is Rely.ROLE and waits) else first
    state = State.OVER if last.over(now) else State.WITHIN if first.reached(now) else State.EARLY
    special = tuple(calendar.special(start.day, last.day)) if rule.counts_working_days else ()
    uncertain = tuple(calendar.uncertain(start.day, last.day)) if rule.counts_working_days else ()
    findings = tuple(_findings(rule, start, now, safe, calendar, uncertain, chosen=bool(countries)))
    return Reckoning(
        rule, start, now, spans, first, last, safe, state, calendar.countries, special, uncertain, findings,
        _speaks(rule, state) if start.day <= now.date() else {},
    )  # fmt: skip


def reckon_left(rules: Rules, kind: str, left: timedelta, now: datetime, zone: Zone = None) -> Reckoning:
    """The end of a countdown that somebody reads off a screen now: what the order itself shows goes before any rule."""
    rule = rules.rules[kind]
    at = later(now, left, zone)
    end = Point(at.date(), at)
    state = State.OVER if left <= timedelta() else State.EARLY
    speaks = _speaks(rule, state)
    return Reckoning(rule, Start(now.date(), now.time(), zone), now, (), end, end, end, state, speaks=speaks)


def reckon_until(rules: Rules, kind: str, end: Start, now: datetime) -> Reckoning:
    """A deadline that is known already, such as the day on which buyer protection ends."""
    rule = rules.rules[kind]
    point = Point(end.day, moment(end.day, end.at, end.zone) if end.at else None)
    state = State.OVER if point.over(now) else State.EARLY
    return Reckoning(rule, end, now, (), point, point, point, state, speaks=_speaks(rule, state))


def _speaks(rule: Rule, state: State) -> Speaks:
    return {State.OVER: rule.over, State.EARLY: rule.early}.get(state, {})


def _span(claim: Claim, start: Start, calendar: WorkingDays) -> Span:
    last = _after(start, claim.most, claim.unit, calendar)
    if claim.least is None:
        return Span(claim, None, last)
    return Span(claim, _after(start, claim.least, claim.unit, calendar), last)


def _after(start: Start, number: int, unit: Unit, calendar: WorkingDays) -> Point:
    """The point so many units after the start.

    Hours need a time of day: without one they count from the day's beginning. Days and months keep the time of day
    if it is known; working days are whole days.
    """
    if unit is Unit.HOURS:
        at = later(moment(start.day, start.at or time(), start.zone), timedelta(hours=number), start.zone)
        return Point(at.date(), at)
    if unit is Unit.WORKING_DAYS:
        return Point(calendar.after(start.day, number))
    day = months_later(start.day, number) if unit is Unit.MONTHS else start.day + timedelta(days=number)
    return Point(day, moment(day, start.at, start.zone) if start.at else None)


def _findings(
    rule: Rule,
    start: Start,
    now: datetime,
    safe: Point,
    calendar: WorkingDays,
    uncertain: Sequence[Uncertain],
    chosen: bool,
) -> Iterator[Finding]:
    if start.day > now.date():
        yield Finding("start-ahead", Severity.WARNING, {"day": start.day})
    if rule.rely is not Rely.LAST and safe.at is None and safe.day == now.date():
        yield Finding("last-day", Severity.WARNING)
    if start.at is None and any(claim.unit is Unit.HOURS for claim in rule.claims):
        yield Finding("no-time", Severity.HINT)
    if rule.counts_working_days and not chosen:
        yield Finding("own-country", Severity.HINT, {"countries": calendar.countries})
    if rule.counts_working_days:
        yield Finding("which-calendar", Severity.HINT)
    for one in uncertain:
        facts = {"country": one.country, "year": one.year, "day": one.day}
        yield Finding(one.why, Severity.WARNING if one.why == "make-up-days" else Severity.HINT, facts)
