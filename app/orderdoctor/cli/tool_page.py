"""What every offline check writes: what was found, what it rests on, what it says of the reasons."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from orderdoctor.catalog.labels import plain
from orderdoctor.cli.session import Session
from orderdoctor.phrasing import source_line
from orderdoctor.tools.finding import Basis, Finding, Speaks
from orderdoctor.tools.finding_words import SEVERITIES as SEVERITIES
from orderdoctor.tools.finding_words import SURENESS as SURENESS


def write_finding(session: Session, finding: Finding, text: str) -> None:
    """A finding with the word for how much it matters."""
    severity = session.words.marked(SEVERITIES[finding.severity])
    session.page.item("–", session.words.tr("{severity}: {text}").format(severity=severity, text=text))


def write_speaks(session: Session, speaks: Speaks) -> None:
    """Which reasons the result makes likelier or less likely, the strongest first."""
    known = [(name, ratio) for name, ratio in speaks.items() if name in session.catalog.reasons and ratio != 1]
    for title, chosen in (
        (session.words.tr("This makes likelier"), [pair for pair in known if pair[1] > 1]),
        (session.words.tr("This makes less likely"), [pair for pair in known if pair[1] < 1]),
    ):
        if chosen:
            session.page.heading(title)
        for name, _ in sorted(chosen, key=lambda pair: -abs(pair[1] - 1)):
            reason = session.words.of(session.catalog.reasons[name].title)
            text = plain(reason, session.catalog.labels, session.words)
            session.page.item("–", session.words.tr("{title} ({id})").format(title=text, id=name))


def write_bases(session: Session, bases: Iterable[Basis]) -> None:
    """The rules that were used: where each comes from, of which date, how sure it is."""
    session.page.heading(session.words.tr("What this rests on"))
    for basis in dict.fromkeys(bases):
        sure = session.words.marked(SURENESS[basis.sure])
        source = session.catalog.sources.get(basis.source)
        if source is None:
            session.page.item("–", sure)
            continue
        line = source_line(source, session.words)
        session.page.item("–", session.words.tr("{source}: {sure}").format(source=line, sure=sure))


def finding_facts(session: Session, finding: Finding, text: str) -> dict[str, Any]:
    """A finding as JSON."""
    return {
        "what": finding.what,
        "severity": finding.severity.value,
        "text": text,
        "facts": {name: simple(value) for name, value in finding.facts.items()},
        "basis": basis_facts(session, finding.basis) if finding.basis else None,
        "spans": [list(span) for span in finding.spans],
    }


def basis_facts(session: Session, basis: Basis) -> dict[str, str]:
    """What a finding rests on, as JSON; date: the source's own, or empty where its page names none."""
    source = session.catalog.sources.get(basis.source)
    date = basis.date or (source.date if source else "")
    return {"source": basis.source, "date": date, "sure": basis.sure.value}


def simple(value: object) -> object:
    """A value as JSON knows it: amounts as text, so that no digit is lost; days and moments in ISO form."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [simple(member) for member in value]
    return value
