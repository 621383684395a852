"""`orderdoctor tool status`: what a status means, who can do what in it, what comes next, and where it stands."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from orderdoctor.cli.endings import NothingFound
from orderdoctor.cli.output import json_page
from orderdoctor.cli.parser import Parser
from orderdoctor.cli.session import Session
from orderdoctor.i18n import LANGUAGES, Words

if TYPE_CHECKING:
    from orderdoctor.catalog.model import AppStatus, EndReason, Stage, Status
    from orderdoctor.tools.status.recognise import Recognised
    from orderdoctor.tools.status.rules import Rules


def declare(parser: Parser, words: Words) -> None:
    """Declare the arguments."""
    parser.value(
        "text",
        words.tr("A status as code or name, or a reply that holds one; - reads it; without it the whole way"),
        nargs="*",
    )
    parser.option("--system", metavar="S", help=words.tr("Where you work: dsers, ali-dropship-connector, aliexpress …"))
    parser.flag("--json", words.tr("Write JSON, for programs"))


def run(session: Session, args: Namespace) -> int:
    """Recognise statuses and explain them; without a text draw the whole way. Raises NothingFound."""
    from orderdoctor.tools.status.recognise import Recogniser
    from orderdoctor.tools.status.rules import read_rules
    from orderdoctor.tools.status_words import names_in

    rules = read_rules(session.parts.bundle / "tools")
    text = session.console.read_all() if args.text == ["-"] else " ".join(args.text)
    names = names_in(session.catalog, [session.parts.words(language) for language in LANGUAGES])
    recogniser = Recogniser(session.catalog, rules, session.parts.folder.plain, names)
    recognised = recogniser.recognise(text, session.system(args.system))
    if args.text and not recognised.matches:
        raise _nothing(session, text, recognised)
    if args.json:
        session.console.write(json_page(_facts(session, recognised, rules)))
    else:
        _page(session, recognised, rules)
    return 0


def _nothing(session: Session, text: str, recognised: Recognised) -> NothingFound:
    from orderdoctor.phrasing import one_line

    shown = one_line(text, 60)
    if recognised.close:
        told = session.words.tr("There is no status “{text}”. Close to it are: {names}.")
        return NothingFound(told.format(text=shown, names=", ".join(recognised.close)))
    told = session.words.tr("There is no status “{text}”. All of them: {command}")
    return NothingFound(told.format(text=shown, command="orderdoctor tool status"))


def _things(session: Session, recognised: Recognised, rules: Rules) -> list[Stage | Status | EndReason | AppStatus]:
    """What is explained: the platform's statuses first, then end reasons, then the apps' statuses."""
    from orderdoctor.tools.status.recognise import Kind, statuses_behind

    catalog = session.catalog
    listed = [*statuses_behind(recognised, rules), *recognised.of(Kind.STATUS)]
    statuses = [catalog.statuses[key] for key in dict.fromkeys(listed)]
    ends = [catalog.end_reasons[key] for key in recognised.of(Kind.END_REASON)]
    return [*statuses, *ends, *(catalog.app_statuses[key] for key in recognised.of(Kind.APP_STATUS))]


def _page(session: Session, recognised: Recognised, rules: Rules) -> None:
    from orderdoctor.cli.tool_page import write_speaks
    from orderdoctor.cli.way import in_full
    from orderdoctor.tools import status_words
    from orderdoctor.tools.status.recognise import Kind, statuses_behind
    from orderdoctor.tools.status.way import diagram, speaks

    page, words, catalog = session.page, session.words, session.catalog
    if recognised.matches:
        page.heading(words.tr("What was recognised"))
    for match in recognised.matches:
        page.item("–", status_words.match_text(match, catalog, rules, words))
    for key in recognised.of(Kind.APP_STATUS):
        if key in rules.shown_for:
            page.item("–", status_words.behind_text(key, rules.shown_for[key], catalog, words))
    things = _things(session, recognised, rules)
    if things:
        page.blank()
        in_full(session, things)
    page.heading(words.tr("The order's way"))
    rows = diagram(catalog, rules, statuses_behind(recognised, rules))
    for sign, text in status_words.diagram_lines(rows, catalog, words):
        if sign:
            page.item(sign, text)
        elif text:
            page.heading(text)
    page.text(words.tr("AliExpress publishes no complete diagram; the ways follow from what the statuses mean."))
    write_speaks(session, speaks(recognised, catalog, rules))


def _facts(session: Session, recognised: Recognised, rules: Rules) -> dict[str, Any]:
    from orderdoctor.cli.way_json import way_facts
    from orderdoctor.tools import status_words
    from orderdoctor.tools.status.recognise import statuses_behind
    from orderdoctor.tools.status.way import diagram, speaks

    words, catalog = session.words, session.catalog
    here = statuses_behind(recognised, rules)
    things = _things(session, recognised, rules)
    facts = way_facts(catalog, words, things if recognised.matches else None)
    del facts["pipelines"]
    return {
        "recognised": [
            {
                "kind": match.kind.value,
                "id": match.id,
                "how": match.how.value,
                "field": match.key,
                "text": status_words.match_text(match, catalog, rules, words),
            }
            for match in recognised.matches
        ],
        "here": list(here),
        **facts,
        "diagram": [
            {
                "status": row.status,
                "main": row.main,
                "here": row.here,
                "next": [way for way in (row.down, *row.ways) if way],
            }
            for row in diagram(catalog, rules, here)
        ],
        "evidence": dict(speaks(recognised, catalog, rules)),
    }
