"""`orderdoctor tool dates`: refund windows, links that expire, time left to act; and a reminder for the calendar."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orderdoctor.cli.endings import BadUsage, CommandFault
from orderdoctor.cli.output import json_page
from orderdoctor.cli.parser import Parser
from orderdoctor.cli.session import Session
from orderdoctor.i18n import Words

if TYPE_CHECKING:
    from orderdoctor.tools.dates.clock import Point, Zone
    from orderdoctor.tools.dates.reckon import Reckoning
    from orderdoctor.tools.dates.rules import Rules

ROLES = ("buyer", "seller")


def declare(parser: Parser, words: Words) -> None:
    """Declare the arguments."""
    parser.value("kind", words.tr("What to work out, for instance refund; without it all kinds are listed"), nargs="?")
    parser.value("when", words.tr("The day, or day and time, that it counts from; without it now"), nargs="*")
    parser.option(
        "--country",
        metavar="C",
        action="append",
        default=[],
        help=words.tr("A country whose holidays count; can be repeated"),
    )
    parser.option(
        "--left", metavar="TIME", help=words.tr("The countdown that you see now, for instance “2 days 3 hours”")
    )
    parser.option("--until", metavar="WHEN", help=words.tr("The end, if you know it already"))
    parser.option("--role", choices=ROLES, help=words.tr("Whether you are the buyer or the seller of this order"))
    parser.option("--zone", metavar="Z", help=words.tr("The time zone of what you enter, for instance UTC+07:00"))
    parser.option("--now", metavar="WHEN", help=words.tr("Reckon as if it were then"))
    parser.option(
        "--ics", metavar="FILE", help=words.tr("Write a reminder for your calendar to this file; - writes it out")
    )
    parser.option(
        "--before", metavar="DAYS", type=int, default=2, help=words.tr("How many days before the end to remind")
    )
    parser.flag("--json", words.tr("Write JSON, for programs"))


def run(session: Session, args: Namespace) -> int:
    """Reckon a window or deadline. Raises `BadUsage`."""
    from orderdoctor.tools.dates.rules import read_rules

    rules = read_rules(session.parts.bundle / "tools")
    if args.kind is None:
        _list(session, rules, args.json)
        return 0
    if args.kind not in rules.rules:
        told = session.words.tr("{name} can't be “{value}”. It can be: {choices}.")
        raise BadUsage(told.format(name="KIND", value=args.kind, choices=", ".join(rules.rules)))
    answer = _answer(session, args, rules)
    if args.ics:
        _remind(session, answer, args)
    if args.json and args.ics != "-":
        session.console.write(json_page(_facts(session, answer, rules)))
    elif args.ics != "-":
        _page(session, answer, rules)
    return 0


def _answer(session: Session, args: Namespace, rules: Rules) -> Reckoning:
    """The answer to the arguments. Raises `BadUsage`."""
    from orderdoctor.tools.dates.reckon import Start, reckon, reckon_left, reckon_until
    from orderdoctor.tools.dates.typed import Unreadable, read_left, read_start
    from orderdoctor.tools.dates.working_days import UnknownCountry
    from orderdoctor.tools.dates_words import DAY_FIRST, unreadable_text

    words = session.words
    zone = _zone(session, args.zone)
    day_first = DAY_FIRST.get(words.language.code)
    role = args.role or ("seller" if session.profile.role == "aliexpress-seller" else "buyer")
    try:
        now = _now(session, args.now, day_first, zone)
        if args.left:
            return reckon_left(rules, args.kind, read_left(args.left), now, zone)
        if args.until:
            return reckon_until(rules, args.kind, read_start(args.until, now, day_first, zone), now)
        when = " ".join(args.when)
        if args.kind == "own":
            raise BadUsage(words.tr("This is missing: {names}.").format(names="--left / --until"))
        given = read_start(when, now, day_first, zone) if when else Start(now.date(), now.time(), zone)
        return reckon(rules, args.kind, given, now.astimezone(given.zone), args.country, waits=role == "buyer")
    except Unreadable as fault:
        raise BadUsage(unreadable_text(fault, words)) from fault
    except UnknownCountry as fault:
        told = words.tr(
            "Nothing is known of the holidays of “{name}”. Name a country by its code, for instance CN or VN."
        )
        raise BadUsage(told.format(name=fault.given)) from fault


def _zone(session: Session, given: str | None) -> Zone:
    """The zone that was given, else the computer's. Raises `BadUsage`."""
    from orderdoctor.tools.dates.clock import zone_named

    if given is None:
        return None
    try:
        return zone_named(given)
    except ValueError as fault:
        told = session.words.tr("The time zone “{zone}” is not known. Write it like UTC+07:00.")
        raise BadUsage(told.format(zone=given)) from fault


def _now(session: Session, given: str | None, day_first: bool | None, zone: Zone) -> datetime:
    from datetime import time

    from orderdoctor.tools.dates.clock import moment
    from orderdoctor.tools.dates.typed import read_start

    now = session.clock().astimezone(zone).replace(microsecond=0)
    if given is None:
        return now
    start = read_start(given, now, day_first, zone)
    return moment(start.day, start.at or time(12), start.zone)


def _remind(session: Session, answer: Reckoning, args: Namespace) -> None:
    """Write the reminder. Raises CommandFault if the file is there already, or nothing is left to remind of."""
    from orderdoctor.tools.dates.calendar_file import calendar_file
    from orderdoctor.tools.dates.reckon import State
    from orderdoctor.tools.dates_words import reminder

    if answer.state is State.OVER:
        raise CommandFault(session.words.tr("The time is over, so no reminder was written."))
    before = [timedelta(days=max(0, min(args.before, 60)))]
    if answer.target.at:
        before.append(timedelta(hours=2))
    packed = calendar_file([reminder(answer, before, session.words)], session.clock())
    if args.ics == "-":
        binary = getattr(session.console.stdout, "buffer", None)
        if binary is None:
            session.console.stdout.write(packed.decode())
        else:
            binary.write(packed)
        return
    path = Path(args.ics)
    try:
        with path.open("xb") as file:
            file.write(packed)
    except FileExistsError as fault:
        told = session.words.tr("There is already a file {path}. It was left as it is.")
        raise CommandFault(told.format(path=path)) from fault
    session.console.tell(session.words.tr("The reminder stands in {path}.").format(path=path))


def _list(session: Session, rules: Rules, as_json: bool) -> None:
    from orderdoctor.tools.dates_words import claim_text, rule_text

    words = session.words
    if as_json:
        session.console.write(
            json_page([{"kind": rule.id, "text": rule_text(rule, words), "claims": [claim_text(c, words) for c in rule.claims]}
                       for rule in rules.rules.values()])
        )  # fmt: skip
        return
    for rule in rules.rules.values():
        session.page.item(rule.id, rule_text(rule, words), 0)
        for claim in rule.claims:
            session.page.item("–", claim_text(claim, words), 4)


def _page(session: Session, answer: Reckoning, rules: Rules) -> None:
    from orderdoctor.cli.tool_page import write_finding, write_speaks
    from orderdoctor.phrasing import source_line
    from orderdoctor.tools import dates_words
    from orderdoctor.tools.finding_words import SURENESS

    page, words = session.page, session.words
    page.text(words.marked(dates_words.RULES[answer.rule.id]))
    page.text(dates_words.verdict_text(answer, words))
    page.text(dates_words.left_text(answer, words))
    if answer.spans:
        page.heading(words.tr("What the sources say"))
    for span in answer.spans:
        source = session.catalog.sources.get(span.claim.basis.source)
        name = source_line(source, words) if source else span.claim.basis.source
        claim, end = dates_words.claim_text(span.claim, words), dates_words.point_text(span.last, words)
        sure = words.marked(SURENESS[span.claim.basis.sure])
        line = words.tr("{claim}: until {day}. {source}: {sure}")
        page.item("–", line.format(claim=claim, day=end, source=name, sure=sure))
    for line in dates_words.special_text(answer.special, rules.countries, words):
        page.text(line)
    if answer.findings:
        page.heading(words.tr("What to look at"))
    for finding in answer.findings:
        write_finding(session, finding, dates_words.finding_text(finding, rules.countries, words))
    write_speaks(session, answer.speaks)


def _facts(session: Session, answer: Reckoning, rules: Rules) -> dict[str, Any]:
    from orderdoctor.cli.tool_page import basis_facts, finding_facts
    from orderdoctor.tools import dates_words

    words = session.words
    return {
        "language": words.language.tag,
        "kind": answer.rule.id,
        "verdict": dates_words.verdict_text(answer, words),
        "state": answer.state.value,
        "start": {
            "day": answer.start.day.isoformat(),
            "time": answer.start.at.isoformat() if answer.start.at else None,
        },
        "now": answer.now.isoformat(),
        "first": _point(answer.first),
        "last": _point(answer.last),
        "rely_on": _point(answer.safe),
        "seconds_left": round(answer.left.total_seconds()) if answer.target.at else None,
        "days_left": answer.left.days,
        "claims": [
            {
                "source": span.claim.basis.source,
                "says": dates_words.claim_text(span.claim, words),
                "first": _point(span.first) if span.first else None,
                "last": _point(span.last),
                "some_orders_only": span.claim.only,
            }
            for span in answer.spans
        ],
        "countries": list(answer.countries),
        "days_off": [
            {"day": one.day.isoformat(), "country": one.country, "works": one.made_up} for one in answer.special
        ],
        "estimated": [
            {"country": one.country, "year": one.year, "why": one.why, "day": one.day.isoformat() if one.day else None}
            for one in answer.uncertain
        ],
        "findings": [
            finding_facts(session, found, dates_words.finding_text(found, rules.countries, words))
            for found in answer.findings
        ],
        "evidence": dict(answer.speaks),
        "rules": [basis_facts(session, span.claim.basis) for span in answer.spans],
    }


def _point(point: Point) -> dict[str, str | None]:
    return {"day": point.day.isoformat(), "at": point.at.isoformat() if point.at else None}
