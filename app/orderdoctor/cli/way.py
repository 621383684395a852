"""`orderdoctor way`: an order's way, stage by stage and status by status, to see where an order is stuck."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import groupby

from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import AppStatus, Catalog, EndReason, Stage, Status
from orderdoctor.cli.endings import NothingFound
from orderdoctor.cli.output import json_page
from orderdoctor.cli.reason_page import ReasonPage
from orderdoctor.cli.session import Session
from orderdoctor.cli.way_json import way_facts
from orderdoctor.i18n import Text
from orderdoctor.phrasing import ACTORS, source_line

Thing = Stage | Status | EndReason | AppStatus


def way(session: Session, args: Namespace) -> int:
    """Show the whole way in short, or all that is known about one stage or status."""
    wanted = " ".join(args.id)
    found = list(places(session, wanted)) if wanted else []
    if wanted and not found:
        raise _nothing(session, wanted)
    if args.json:
        session.console.write(json_page(way_facts(session.catalog, session.words, found or None)))
    elif wanted:
        in_full(session, found)
    else:
        _in_short(session)
    return 0


def places(session: Session, wanted: str) -> Iterator[Thing]:
    """Every stage and status that goes by this id, code or name on a screen; of a pipeline all stages."""
    fold = session.parts.folder.plain
    name = fold(wanted).strip(" .:")
    for thing, names in _named(session.catalog, session):
        if name in {fold(text) for text in names if text}:
            yield thing


def _named(catalog: Catalog, session: Session) -> Iterator[tuple[Thing, list[str]]]:
    words = session.words
    for pipeline in catalog.pipelines:
        for stage in pipeline.stages:
            yield (
                stage,
                [
                    stage.id,
                    f"{pipeline.id}#{stage.id}",
                    pipeline.id,
                    stage.title.english,
                    words.of(stage.title),
                ],
            )
    for status in catalog.statuses.values():
        shown = [status.name.english, words.of(status.name), *status.screen.values()]
        yield status, [status.id, *status.aliases, *shown]
    for end in catalog.end_reasons.values():
        yield end, [end.id, end.name.english, words.of(end.name)]
    for shown_by_app in catalog.app_statuses.values():
        yield shown_by_app, [shown_by_app.id, shown_by_app.label, *shown_by_app.screen.values()]


def _nothing(session: Session, wanted: str) -> NothingFound:
    known = {name.casefold(): name for _, names in _named(session.catalog, session) for name in names if name}
    close = [known[name] for name in get_close_matches(wanted.casefold(), list(known), 3, 0.6)]
    if close:
        text = session.words.tr("There is no stage or status “{id}”. Close to it are: {ids}.")
        return NothingFound(text.format(id=wanted, ids=", ".join(close)))
    text = session.words.tr("There is no stage or status “{id}”. All of them: {command}")
    return NothingFound(text.format(id=wanted, command="orderdoctor way"))


def _in_short(session: Session) -> None:
    page, words, catalog = session.page, session.words, session.catalog
    for pipeline in catalog.pipelines:
        page.heading(words.of(pipeline.name))
        for number, stage in enumerate(pipeline.stages, 1):
            page.item(
                f"{number}.",
                words.tr("{title} ({id})").format(title=_plain(session, stage.title), id=stage.id),
            )
    page.heading(words.tr("The order's statuses on AliExpress"))
    for status in catalog.statuses.values():
        page.item(status.id, words.of(status.name))
    page.heading(words.tr("Why AliExpress ended an order"))
    for end in catalog.end_reasons.values():
        page.item(end.id, words.of(end.name))
    for app, statuses in _by_app(catalog.app_statuses.values()):
        page.heading(words.tr("Statuses in {app}").format(app=app))
        for shown in statuses:
            page.item("–", words.tr("{title} ({id})").format(title=_label(session, shown), id=shown.id))
    page.blank()
    page.text(words.tr("One of them in full: {command}").format(command="orderdoctor way ID"))


def _by_app(statuses: Iterable[AppStatus]) -> Iterator[tuple[str, list[AppStatus]]]:
    ordered = sorted(statuses, key=lambda shown: shown.app)
    for app, members in groupby(ordered, key=lambda shown: shown.app):
        yield app, list(members)


def _label(session: Session, shown: AppStatus) -> str:
    """The status as it stands on the screen, and as it does on the screen in the user's language."""
    own = shown.screen.get(session.words.language.code)
    return session.words.tr("{label} · {own}").format(label=shown.label, own=own) if own else shown.label


def _plain(session: Session, text: Text) -> str:
    return plain(session.words.of(text), session.catalog.labels, session.words)


def in_full(session: Session, found: list[Thing]) -> None:
    """All that is known about some stages and statuses."""
    for number, thing in enumerate(found):
        if number:
            session.page.blank()
        if isinstance(thing, Stage):
            _stage(session, thing)
        elif isinstance(thing, Status):
            _status(session, thing)
        elif isinstance(thing, EndReason):
            session.page.text(
                session.words.tr("{title} ({id})").format(title=_plain(session, thing.name), id=thing.id)
            )
            session.page.text(_plain(session, thing.meaning), 2)
            _stuck(session, thing.reasons)
            _known_from(session, [thing.source])
        else:
            name = session.words.tr("{status} in {app}").format(status=_label(session, thing), app=thing.app)
            session.page.text(name)
            session.page.text(_plain(session, thing.meaning), 2)
            _stuck(session, thing.reasons)
            _known_from(session, [thing.source])


def _stage(session: Session, stage: Stage) -> None:
    page, words = session.page, session.words
    page.text(_plain(session, stage.title))
    page.text(words.tr("Who acts here: {actor}").format(actor=words.marked(ACTORS[stage.actor])), 2)
    page.text(_plain(session, stage.happens), 2)
    page.text(words.tr("If it is stuck: {text}").format(text=_plain(session, stage.stuck)), 2)
    _stuck(session, stage.reasons)
    _known_from(
        session, [pipeline.source for pipeline in session.catalog.pipelines if stage in pipeline.stages]
    )


def _status(session: Session, status: Status) -> None:
    page, words = session.page, session.words
    page.text(words.tr("{title} ({id})").format(title=words.of(status.name), id=status.id))
    other = [*status.aliases, *status.screen.values()]
    if other:
        page.text(words.tr("Also called: {names}").format(names=" · ".join(other)), 2)
    page.text(_plain(session, status.meaning), 2)
    may = words.tr("yes") if status.seller_may_ship else words.tr("no")
    page.text(words.tr("A shipment may be declared now: {answer}").format(answer=may), 2)
    page.text(words.tr("The seller: {text}").format(text=_plain(session, status.seller_can)), 2)
    page.text(words.tr("The buyer: {text}").format(text=_plain(session, status.buyer_can)), 2)
    following = [session.catalog.statuses[name] for name in status.next if name in session.catalog.statuses]
    if following:
        page.heading(words.tr("What comes next"))
        for other_status in following:
            page.item(
                "–", words.tr("{title} ({id})").format(title=words.of(other_status.name), id=other_status.id)
            )
    _stuck(session, status.reasons)
    _known_from(session, status.sources)
    for disagreement in status.disagreements:
        ReasonPage(page, session.catalog, words).disagreement(disagreement)


def _stuck(session: Session, reasons: Iterable[str]) -> None:
    known = [session.catalog.reasons[name] for name in reasons if name in session.catalog.reasons]
    if not known:
        return
    session.page.heading(session.words.tr("What can hold an order here"))
    for reason in known:
        line = session.words.tr("{title} ({id})").format(title=_plain(session, reason.title), id=reason.id)
        session.page.item("–", line)


def _known_from(session: Session, sources: Iterable[str]) -> None:
    session.page.heading(session.words.tr("Where this is known from"))
    for name in sources:
        if name in session.catalog.sources:
            session.page.item("–", source_line(session.catalog.sources[name], session.words))
