"""`orderdoctor show` and `orderdoctor reasons`: what the library holds."""

from __future__ import annotations

from argparse import Namespace
from difflib import get_close_matches
from itertools import groupby

from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import Reason
from orderdoctor.cli.endings import NothingFound
from orderdoctor.cli.output import json_page
from orderdoctor.cli.reason_json import reason_facts, reason_texts
from orderdoctor.cli.reason_page import ReasonPage
from orderdoctor.cli.session import Session
from orderdoctor.i18n import LANGUAGES
from orderdoctor.phrasing import stage_name


def show(session: Session, args: Namespace) -> int:
    """Show one reason with all of its fixes."""
    reason = known_reason(session, args.reason)
    system = session.system(args.system)
    if args.json:
        facts = reason_facts(reason, session.catalog)
        facts["language"] = session.words.language.tag
        session.console.write(json_page(facts | reason_texts(reason, session.catalog, session.words, system)))
        return 0
    page = session.page
    page.text(plain(session.words.of(reason.title), session.catalog.labels, session.words))
    shown = ReasonPage(page, session.catalog, session.words)
    shown.explanation(reason)
    shown.solutions(reason, system, whole=True)
    shown.assurance(reason)
    shown.sources(reason)
    return 0


def known_reason(session: Session, given: str) -> Reason:
    """The reason with this id, or with its last part if that is enough. Raises `NothingFound`."""
    reasons = session.catalog.reasons
    name = given.strip().casefold()
    ends = [key for key in reasons if key.split(".", 1)[1] == name]
    if name in reasons or len(ends) == 1:
        return reasons[name if name in reasons else ends[0]]
    close = get_close_matches(name, list(reasons), 3, 0.5)
    if close:
        text = session.words.tr("There is no reason “{id}”. Close to it are: {ids}.").format(
            id=given, ids=", ".join(close)
        )
    else:
        text = session.words.tr("There is no reason “{id}”. All of them: {command}").format(
            id=given, command="orderdoctor reasons"
        )
    raise NothingFound(text)


def reasons(session: Session, args: Namespace) -> int:
    """List every reason, or write all of them as JSON in every language."""
    catalog = session.catalog
    if args.json:
        session.console.write(
            json_page(
                {
                    "version": catalog.version,
                    "reasons": [
                        reason_facts(reason, catalog)
                        | {
                            "texts": {
                                language.code: reason_texts(reason, catalog, session.parts.words(language))
                                for language in LANGUAGES
                            }
                        }
                        for reason in catalog.reasons.values()
                    ],
                }
            )
        )
        return 0
    page = session.page
    for stage, members in groupby(catalog.reasons.values(), key=lambda reason: reason.stage):
        page.heading(stage_name(stage, session.words))
        for reason in members:
            page.item(reason.id, plain(session.words.of(reason.title), catalog.labels, session.words))
    return 0
