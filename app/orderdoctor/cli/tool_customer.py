"""`orderdoctor tool customer`: what is wrong with a customer's name, address, phone number and tax ID."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orderdoctor.cli.endings import BadUsage
from orderdoctor.cli.output import json_page
from orderdoctor.cli.parser import Parser
from orderdoctor.cli.session import Session
from orderdoctor.i18n import Words
from orderdoctor.phrasing import one_line, visible

if TYPE_CHECKING:
    from orderdoctor.tools.customer.knowledge import Knowledge
    from orderdoctor.tools.customer.model import Details, Finding, Report
    from orderdoctor.tools.customer.paste import Taken
    from orderdoctor.tools.finding import Basis

WIDEST = 70
"""Characters of a field that a page shows."""


def declare(parser: Parser, words: Words) -> None:
    """Declare the arguments."""
    parser.option("--country", metavar="C", help=words.tr("Country: its name in any language, or two letters"))
    parser.option("--name", metavar="TEXT", help=words.tr("The recipient's name"))
    parser.option(
        "--street", metavar="TEXT", help=words.tr("Street and number; with it, empty fields are told as missing")
    )
    parser.option("--street2", metavar="TEXT", help=words.tr("Second address line"))
    parser.option("--city", metavar="TEXT", help=words.tr("City"))
    parser.option("--province", metavar="TEXT", help=words.tr("State or province"))
    parser.option("--postcode", metavar="TEXT", help=words.tr("Postcode"))
    parser.option("--phone", metavar="TEXT", help=words.tr("Phone number"))
    parser.option("--id", metavar="TEXT", help=words.tr("Tax or customs ID: CPF, RUT, PCCC, RFC, CURP …"))
    parser.option(
        "--paste",
        metavar="FILE",
        help=words.tr("A file with an address block to take apart; - reads standard input. Options correct it."),
    )
    parser.flag("--json", words.tr("Write JSON, for programs"))


def run(session: Session, args: Namespace) -> int:
    """Check the details. Ends with 1 if something has to be corrected. Raises `BadUsage`."""
    from orderdoctor.tools.customer.checking import check
    from orderdoctor.tools.customer.knowledge import Knowledge
    from orderdoctor.tools.customer.model import Verdict
    from orderdoctor.tools.finding import Severity

    knowledge = Knowledge(session.parts.bundle / "tools" / "customer")
    details, taken = _details(session, args, knowledge)
    report = check(details, knowledge)
    if args.json:
        session.console.write(json_page(_facts(session, report, taken, knowledge)))
    else:
        _page(session, report, taken, knowledge)
    failed = report.number is not None and report.number.verdict in (Verdict.WRONG, Verdict.DOUBTFUL)
    return 1 if failed or report.worst() is Severity.ERROR else 0


def _details(session: Session, args: Namespace, knowledge: Knowledge) -> tuple[Details, Taken | None]:
    """The details from the options, and from the block if there is one: options count more. Raises `BadUsage`."""
    from orderdoctor.tools.customer.model import Details, Field
    from orderdoctor.tools.customer.paste import take_apart

    given = {which: getattr(args, which.value) for which in Field if getattr(args, which.value) is not None}
    taken = None
    if args.paste is not None:
        taken = take_apart(_block(session, args.paste), knowledge, args.country or "")
    elif not given:
        raise BadUsage(session.words.tr("There is nothing to check. Give at least one field, or --paste."))
    whole = taken is not None or Field.STREET in given
    details = (
        taken.details
        if taken is not None
        else Details(**dict.fromkeys((f.value for f in Field), "" if whole else None))
    )
    for which, value in given.items():
        details = details.having(which, value)
    return details, taken


def _block(session: Session, name: str) -> str:
    """The address block. Raises `BadUsage` if there is none."""
    if name == "-":
        if session.console.typed:
            session.console.tell(
                session.words.tr("Paste the address, then press Ctrl+D (on Windows Ctrl+Z and Enter).")
            )
        text = session.console.read_all()
    else:
        try:
            text = Path(name).read_bytes().decode("utf-8-sig", errors="replace")
        except OSError as error:
            fault = session.words.tr("The file {path} can't be read: {detail}")
            raise BadUsage(fault.format(path=name, detail=error.strerror)) from error
    if not text.strip():
        raise BadUsage(session.words.tr("There is no text to read."))
    return text


def _page(session: Session, report: Report, taken: Taken | None, knowledge: Knowledge) -> None:
    from orderdoctor.cli.tool_page import write_speaks
    from orderdoctor.tools import customer_words as say

    page, words = session.page, session.words
    page.text(say.summary_text(report, words))
    if taken is not None:
        _block_page(session, report, taken)
    for which in say.FIELDS:
        _field_page(session, report, which, knowledge)
    if report.corrected != report.details:
        page.heading(words.tr("Corrected, to copy"))
        page.text(visible(say.copy_text(report, words)), 2)
    if report.unchecked:
        page.heading(words.tr("Not given, so not checked"))
        page.text(words.listed(words.marked(say.FIELDS[which]) for which in report.unchecked), 2)
    write_speaks(session, report.evidence)
    _bases_page(session, report, knowledge)


def _block_page(session: Session, report: Report, taken: Taken) -> None:
    """What was made of the block, for the user to correct."""
    from orderdoctor.tools.customer_words import FIELDS

    session.page.heading(session.words.tr("The block was read as"))
    for which, value in report.details.given():
        if value:
            _line(session, session.words.marked(FIELDS[which]), value)
    for piece in taken.left:
        _line(session, session.words.tr("Not used"), piece.text)


def _line(session: Session, name: str, value: str) -> None:
    text = session.words.tr("{name}: {value}").format(name=name, value=one_line(value, WIDEST))
    session.page.text(text, 2)


def _field_page(session: Session, report: Report, which: Any, knowledge: Knowledge) -> None:  # noqa: ANN401 - Field
    from orderdoctor.tools import customer_words as say
    from orderdoctor.tools.finding_words import SEVERITIES, SURENESS

    page, words = session.page, session.words
    number = say.number_text(report, knowledge, words) if which.value == "id" else ""
    findings = report.at(which)
    if not findings and not number:
        return
    page.heading(words.marked(say.FIELDS[which]))
    page.text(number, 2)
    for finding in findings:
        text = visible(say.finding_text(finding, report, knowledge, words))
        line = words.tr("{severity}: {text}").format(severity=words.marked(SEVERITIES[finding.severity]), text=text)
        if finding.bases:
            sure = words.marked(SURENESS[finding.bases[0].sure])
            line = words.tr("{text} ({sure})").format(text=line, sure=sure)
        page.item("–", line)
        page.text(visible(say.suggestion_text(finding, words)), 4)


def _bases_page(session: Session, report: Report, knowledge: Knowledge) -> None:
    """The rules that were used: where each comes from, of which date, how sure it is."""
    from orderdoctor.tools.finding_words import SURENESS

    bases = dict.fromkeys(basis for finding in report.findings for basis in finding.bases)
    if report.number is not None and report.number.number:
        bases[knowledge.numbers[report.number.number].basis] = None
    if bases:
        session.page.heading(session.words.tr("What this rests on"))
    for basis in bases:
        text = session.words.tr("{source}: {sure}")
        sure = session.words.marked(SURENESS[basis.sure])
        session.page.item("–", text.format(source=_source_text(session, basis, knowledge), sure=sure))


def _source_text(session: Session, basis: Basis, knowledge: Knowledge) -> str:
    from orderdoctor.phrasing import SOURCE_KINDS, source_line
    from orderdoctor.tools.customer_words import SOURCES

    words = session.words
    origin = knowledge.origins.get(basis.source)
    if origin is None:
        return source_line(session.catalog.sources[basis.source], words)
    return words.tr("{source} ({kind}, {date})").format(
        source=words.marked(SOURCES[basis.source]),
        kind=words.marked(SOURCE_KINDS[origin.kind]),
        date=origin.date or words.tr("no date on the page"),
    )


def _facts(session: Session, report: Report, taken: Taken | None, knowledge: Knowledge) -> dict[str, Any]:
    from orderdoctor.tools import customer_words as say

    words = session.words
    worst = report.worst()
    facts: dict[str, Any] = {
        "language": words.language.tag,
        "summary": say.summary_text(report, words),
        "worst": worst.value if worst else None,
        "country": _country_facts(report, knowledge, words),
        "details": _details_facts(report.details),
        "corrected": _details_facts(report.corrected),
        "copy": say.copy_text(report, words),
        "phone": {"code": report.phone.code, "number": report.phone.number} if report.phone else None,
        "number": _number_facts(report, knowledge, words),
        "findings": [_finding_facts(session, finding, report, knowledge) for finding in report.findings],
        "unchecked": [which.value for which in report.unchecked],
        "evidence": dict(report.evidence),
    }
    if taken is not None:
        facts["spans"] = {which.value: [list(span) for span in spans] for which, spans in taken.spans.items()}
        facts["left"] = [{"text": piece.text, "span": list(piece.span)} for piece in taken.left]
    return facts


def _country_facts(report: Report, knowledge: Knowledge, words: Words) -> dict[str, Any] | None:
    from orderdoctor.tools.customer_words import number_name

    if not report.country:
        return None
    return {
        "code": report.country,
        "name": knowledge.name_of(report.country, words.language.code),
        "aliexpress_code": report.listed_as,
        "asks": report.ask.value or None,
        "numbers": [
            {
                "id": number,
                "name": number_name(number, knowledge, words),
                "holder": knowledge.numbers[number].holder,
                "example": knowledge.numbers[number].example,
            }
            for number in report.numbers
        ],
    }


def _details_facts(details: Details) -> dict[str, str]:
    return {which.value: value for which, value in details.given()}


def _number_facts(report: Report, knowledge: Knowledge, words: Words) -> dict[str, Any] | None:
    from orderdoctor.tools.customer_words import number_name, number_text

    result = report.number
    if result is None:
        return None
    return {
        "verdict": result.verdict.value,
        "kind": result.number or None,
        "name": number_name(result.number, knowledge, words) or None,
        "number": result.compact,
        "written": result.written,
        "expected": result.expected or None,
        "text": number_text(report, knowledge, words) or None,
    }


def _finding_facts(session: Session, finding: Finding, report: Report, knowledge: Knowledge) -> dict[str, Any]:
    from orderdoctor.cli.tool_page import simple
    from orderdoctor.tools import customer_words as say

    return {
        "field": finding.field.value,
        "severity": finding.severity.value,
        "rule": finding.rule.value,
        "text": say.finding_text(finding, report, knowledge, session.words),
        "suggestions": list(finding.suggestions),
        "sound": finding.sound,
        "spans": [list(span) for span in finding.spans],
        "facts": {name: simple(value) for name, value in finding.facts.items()},
        "bases": [_basis_facts(session, basis, knowledge) for basis in finding.bases],
    }


def _basis_facts(session: Session, basis: Basis, knowledge: Knowledge) -> dict[str, str]:
    origin = knowledge.origins.get(basis.source) or session.catalog.sources[basis.source]
    return {"source": basis.source, "where": origin.where, "date": origin.date, "sure": basis.sure.value}
