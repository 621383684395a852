"""Opening the cases and finding one of them by the number that people use."""

from __future__ import annotations

from orderdoctor.cases.case import Case
from orderdoctor.cases.store import CaseStore
from orderdoctor.cli.endings import BadUsage, CommandFault, NothingFound
from orderdoctor.cli.session import Session
from orderdoctor.fault_words import case_news_text


def open_cases(session: Session) -> CaseStore:
    """The cases; what happened while they were opened is told on standard error. Raises WorldFault."""
    store = session.parts.cases
    for text in _news(session, store):
        session.console.tell(text)
    return store


def writable_cases(session: Session) -> CaseStore:
    """The cases, if changes are saved. Raises `CommandFault` otherwise: no script may believe it."""
    store = session.parts.cases
    if not store.writable:
        why = " ".join(_news(session, store))
        raise CommandFault(session.words.tr("Nothing was changed. {why}").format(why=why))
    return open_cases(session)


def _news(session: Session, store: CaseStore) -> list[str]:
    return [case_news_text(item, session.words) for item in store.news]


def found_case(session: Session, store: CaseStore, number: int) -> Case:
    """The case with a number. Raises `NothingFound`."""
    case = store.numbered(number)
    if case is None:
        raise NothingFound(session.words.tr("There is no case {number}.").format(number=number))
    return case


def found_step(session: Session, case: Case, given: str) -> str:
    """The key of the step that a number in the checklist, a key or a step's id means. Raises `BadUsage`."""
    keys = [shown.key for shown in case.shown]
    if given.isdecimal() and 1 <= int(given) <= len(keys):
        return keys[int(given) - 1]
    matching = [key for key in keys if given in (key, key.rpartition("/")[2])]
    if len(matching) == 1:
        return matching[0]
    if not keys:
        raise BadUsage(session.words.tr("Case {number} has no checklist yet.").format(number=case.number))
    text = session.words.tr("There is no step “{step}” in case {number}. Its steps are 1 to {last}.")
    raise BadUsage(text.format(step=given, number=case.number, last=len(keys)))
