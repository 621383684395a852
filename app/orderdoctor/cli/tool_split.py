"""`orderdoctor tool split`: an order's items in as few parts as a limit allows, as lists to copy."""

from __future__ import annotations

from argparse import Namespace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from orderdoctor.cli.endings import BadUsage
from orderdoctor.cli.output import json_page
from orderdoctor.cli.parser import Parser
from orderdoctor.cli.session import Session
from orderdoctor.i18n import Words

if TYPE_CHECKING:
    from orderdoctor.tools.split.check import Limit, Part, Split
    from orderdoctor.tools.split.rules import Rules


def declare(parser: Parser, words: Words) -> None:
    """Declare the arguments."""
    parser.value("item", words.tr("An item: name, price of one piece, number of pieces; - reads one a line"), nargs="*")
    parser.option("--limit", metavar="N", help=words.tr("What one part may cost; without it 20 CAD"))
    parser.option("--currency", metavar="C", help=words.tr("The limit's currency, for instance CAD"))
    parser.option(
        "--rate", metavar="N", help=words.tr("The exchange rate: what 1 unit of the prices is in the limit's currency")
    )
    parser.option("--prices", metavar="C", default="", help=words.tr("The prices' currency, for instance USD"))
    parser.option("--extra", metavar="N", help=words.tr("What each part costs beside its items, such as shipping"))
    parser.flag("--json", words.tr("Write JSON, for programs"))


def run(session: Session, args: Namespace) -> int:
    """Split an order. Ends with 1 if an item breaks the limit alone. Raises `BadUsage`."""
    from orderdoctor.tools.finding import Severity
    from orderdoctor.tools.split.check import split_order
    from orderdoctor.tools.split.lines import read_items
    from orderdoctor.tools.split.rules import read_rules
    from orderdoctor.tools.split_words import decimal_mark, finding_text

    rules = read_rules(session.parts.bundle / "tools")
    text = session.console.read_all() if args.item in ([], ["-"]) else "\n".join(args.item)
    items, bad = read_items(text, decimal_mark(session.words))
    split = split_order(items, _limit(session, args, rules), rules, bad)
    fault = next((found for found in split.findings if not split.parts and found.severity is Severity.ERROR), None)
    if fault and fault.what != "too-dear":
        raise BadUsage(finding_text(fault, split, session.words))
    if args.json:
        session.console.write(json_page(_facts(session, split)))
    else:
        _page(session, split, rules)
    return 1 if split.too_dear else 0


def _limit(session: Session, args: Namespace, rules: Rules) -> Limit:
    from orderdoctor.tools.split.check import Limit

    return Limit(
        amount=_number(session, "--limit", args.limit, rules.amount),
        currency=(args.currency or rules.currency).upper(),
        rate=_number(session, "--rate", args.rate, Decimal(0)) if args.rate else None,
        prices=args.prices.upper(),
        extra=_number(session, "--extra", args.extra, Decimal(0)),
    )


def _number(session: Session, name: str, text: str | None, default: Decimal) -> Decimal:
    """The number of an option. Raises `BadUsage`."""
    from orderdoctor.tools.split.amounts import read_amount
    from orderdoctor.tools.split_words import decimal_mark

    if text is None:
        return default
    amount = read_amount(text, decimal_mark(session.words))
    if amount is None:
        fault = session.words.tr("{name} needs a number, and “{value}” is none.")
        raise BadUsage(fault.format(name=name, value=text))
    return amount.value


def _page(session: Session, split: Split, rules: Rules) -> None:
    from orderdoctor.cli.tool_page import write_bases, write_finding, write_speaks
    from orderdoctor.tools import split_words

    page, words = session.page, session.words
    page.text(split_words.verdict_text(split, words))
    page.text(split_words.limit_text(split.limit, words))
    for number, part in enumerate(split.parts, 1):
        page.heading(split_words.part_heading(number, part, split, words))
        for place, count in part.entries:
            page.text(split_words.entry_text(split.items[place], count, words), 2)
    if split.findings:
        page.heading(words.tr("What to look at"))
    for finding in split.findings:
        write_finding(session, finding, split_words.finding_text(finding, split, words))
    write_speaks(session, split.speaks)
    write_bases(session, [rules.basis])


def _facts(session: Session, split: Split) -> dict[str, Any]:
    from orderdoctor.cli.tool_page import basis_facts, finding_facts, simple
    from orderdoctor.tools import split_words

    words = session.words
    return {
        "language": words.language.tag,
        "verdict": split_words.verdict_text(split, words),
        "limit": {
            name: simple(getattr(split.limit, name)) for name in ("amount", "currency", "rate", "prices", "extra")
        },
        "total": simple(split.total),
        "at_least": split.at_least,
        "proved": split.proved,
        "parts": [_part_facts(number, part, split, words) for number, part in enumerate(split.parts, 1)],
        "too_dear": [split.items[place].name for place in split.too_dear],
        "findings": [
            finding_facts(session, found, split_words.finding_text(found, split, words)) for found in split.findings
        ],
        "evidence": dict(split.speaks),
        "rules": [basis_facts(session, found.basis) for found in split.findings if found.basis],
    }


def _part_facts(number: int, part: Part, split: Split, words: Words) -> dict[str, Any]:
    from orderdoctor.cli.tool_page import simple
    from orderdoctor.tools.split_words import part_list

    return {
        "items": [
            {"line": split.items[place].line, "name": split.items[place].name, "count": count}
            for place, count in part.entries
        ],
        "total": simple(part.total),
        "counted": simple(part.counted),
        "text": part_list(number, part, split, words),
    }
