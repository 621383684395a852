"""`orderdoctor tool tracking`: is it a tracking number, whose, and is its check digit right?"""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from orderdoctor.cli.endings import BadUsage, NothingFound
from orderdoctor.cli.output import json_page
from orderdoctor.cli.parser import Parser
from orderdoctor.cli.reading import given_text
from orderdoctor.cli.session import Session
from orderdoctor.i18n import Words
from orderdoctor.phrasing import one_line

if TYPE_CHECKING:
    from orderdoctor.tools.finding import Finding
    from orderdoctor.tools.tracking.results import Answer, Candidate, Inspection
    from orderdoctor.tools.tracking.table import Source, Table


def declare(parser: Parser, words: Words) -> None:
    """Declare the arguments."""
    parser.value("number", words.tr("The numbers, also with other text around them; - reads standard input"), nargs="*")
    parser.option("--carrier", metavar="NAME", default="", help=words.tr("The carrier that it was declared with"))
    parser.flag("--no-order", words.tr("These are no order numbers: do not ask about that"))
    parser.flag("--json", words.tr("Write JSON, for programs"))


def run(session: Session, args: Namespace) -> int:
    """Check the numbers. Ends with 1 if one of them can't be a tracking number as it stands."""
    from orderdoctor.tools.tracking.inspector import Inspector
    from orderdoctor.tools.tracking.table import load_table

    table = load_table(session.parts.bundle / "tools")
    text = given_text(session, _joined(args.number))
    inspection = Inspector(table).inspect(text, _carrier(session, table, args.carrier), args.no_order)
    if not inspection.answers:
        raise NothingFound(session.words.tr("There is no number in the text that is long enough to be a tracking number."))
    if args.json:
        session.console.write(json_page(inspection_facts(inspection, table, session.words)))
    else:
        _show(session, inspection, table)
    return 0 if all(answer.fits for answer in inspection.answers) else 1


def _joined(numbers: list[str]) -> list[str]:
    """Arguments with spaces in them are one number each; otherwise the shell may have cut a number in pieces."""
    return ["\n".join(numbers)] if any(" " in number.strip() for number in numbers) else numbers


def _carrier(session: Session, table: Table, name: str) -> str:
    """The id of the carrier that was named, or empty. Raises BadUsage."""
    if not name:
        return ""
    carrier = table.named(name)
    if carrier is None:
        known = ", ".join(sorted(carrier.name for carrier in table.carriers.values() if carrier.name))
        raise BadUsage(
            session.words.tr("No carrier “{name}” is known here. There are: {names}.").format(name=name, names=known)
        )
    return carrier.id


def _show(session: Session, inspection: Inspection, table: Table) -> None:
    page, words = session.page, session.words
    for answer in inspection.answers:
        _show_one(session, answer, table)
    if inspection.cut:
        page.blank()
        page.text(words.tr("The text was too long: only its beginning was checked."))


def _show_one(session: Session, answer: Answer, table: Table) -> None:
    from orderdoctor.tools import tracking_words as say

    page, words = session.page, session.words
    shown = one_line(answer.given, 70)
    page.heading(words.tr("{number}: {text}").format(number=shown, text=say.headline(answer, words)))
    for text in (say.fit_text(answer, words), say.service_text(answer, words)):
        page.text(text, 2)
    for finding in answer.findings:
        page.item("·", say.finding_text(finding, words))
    page.text(words.tr("Next: {text}").format(text=say.advice(answer, words)), 2)
    for source in sources_of(answer, table):
        page.text(words.tr("Rule: {source}").format(source=say.source_text(source, words)), 2)


def sources_of(answer: Answer, table: Table) -> tuple[Source, ...]:
    """The sources that an answer rests on, each once."""
    told = [finding.basis.source for finding in answer.findings if finding.basis]
    told += [one.source.id for one in answer.candidates[:1] if answer.fits]
    return tuple(table.sources[source] for source in dict.fromkeys(told))


def inspection_facts(inspection: Inspection, table: Table, words: Words) -> dict[str, Any]:
    """The result as JSON values; texts are in the session's language."""
    return {
        "carrier": inspection.carrier or None,
        "cut": inspection.cut,
        "numbers": [_answer_facts(answer, table, words) for answer in inspection.answers],
        "speaks": dict(inspection.speaks),
    }


def _answer_facts(answer: Answer, table: Table, words: Words) -> dict[str, Any]:
    from orderdoctor.tools import tracking_words as say

    return {
        "given": answer.given,
        "span": [answer.start, answer.end],
        "number": answer.number,
        "verdict": answer.verdict.value,
        "fits": answer.fits,
        "question": answer.question or None,
        "suggestion": answer.suggestion or None,
        "text": say.headline(answer, words),
        "next": say.advice(answer, words),
        "candidates": [_candidate_facts(one) for one in answer.candidates],
        "findings": [_finding_facts(finding, words) for finding in answer.findings],
        "sources": [
            {"id": s.id, "name": say.source_name(s, words), "where": s.where, "date": s.date or None, "sure": s.sure.value}
            for s in sources_of(answer, table)
        ],
    }


def _candidate_facts(one: Candidate) -> dict[str, Any]:
    return {
        "carrier": one.carrier,
        "name": one.name,
        "format": one.format,
        "check": one.check.value,
        "expected": one.expected or None,
        "letters": one.letters or None,
        "source": one.source.id,
    }


def _finding_facts(finding: Finding, words: Words) -> dict[str, Any]:
    from orderdoctor.tools import tracking_words as say

    return {
        "what": str(finding.what),
        "severity": finding.severity.value,
        "spans": [list(span) for span in finding.spans],
        "facts": dict(finding.facts),
        "text": say.finding_text(finding, words),
        "source": finding.basis.source if finding.basis else None,
        "sure": finding.basis.sure.value if finding.basis else None,
    }
