"""`orderdoctor cases list|show|start|choose|tick …`: cases, each change saved at once."""

from __future__ import annotations

import math
import re
from argparse import Namespace
from collections.abc import Callable
from datetime import datetime, timedelta

from orderdoctor.cases.case import Case
from orderdoctor.cases.events import (
    Answered,
    Event,
    HandedOver,
    Noted,
    Outcome,
    Reopened,
    StepBlocked,
    StepDone,
    StepNoted,
    StepReopened,
    Titled,
    WaitingEnded,
    WaitingUntil,
)
from orderdoctor.casework import as_stored, chosen, opened
from orderdoctor.catalog.model import Reason
from orderdoctor.cli.case_finding import found_case, found_step, open_cases, writable_cases
from orderdoctor.cli.case_page import (
    answers_in,
    case_facts,
    case_line,
    case_title,
    show_case,
    state_text,
    summary_facts,
)
from orderdoctor.cli.diagnose import show_diagnosis
from orderdoctor.cli.endings import BadUsage, NothingFound
from orderdoctor.cli.output import json_page
from orderdoctor.cli.reading import given_text
from orderdoctor.cli.session import Session
from orderdoctor.cli.show import known_reason
from orderdoctor.diagnosis.answers import UNKNOWN
from orderdoctor.diagnosis.doctor import Verdict
from orderdoctor.inquiry import Inquiry

LONGEST_WAIT = timedelta(days=366)


def list_cases(session: Session, args: Namespace) -> int:
    """List cases, what is due next first. Ends with 1 if there are none."""
    store = open_cases(session)
    if args.limit < 1:
        raise BadUsage(session.words.tr("{name} needs a number above 0.").format(name="--limit"))
    found = store.cases(args.state, args.search, args.limit)
    if not found and as_stored(args.search):
        found = store.cases(args.state, as_stored(args.search), args.limit)
    if args.json:
        session.console.write(json_page([summary_facts(summary) for summary in found]))
        return 0 if found else 1
    if not found:
        raise NothingFound(session.words.tr("There are no such cases."))
    now = session.clock()
    for summary in found:
        line = case_line(summary, session.words, now, answers_in(store, summary))
        session.page.item(f"{summary.number}.", line, 0)
    counts = store.counts()
    rest = counts.open + counts.waiting + counts.solved + counts.handed_over - len(found)
    if rest > 0 and not args.search and not args.state:
        session.page.text(session.words.trn("{n} more.", "{n} more.", rest).format(n=rest))
    return 0


def show_one(session: Session, args: Namespace) -> int:
    """Show one case."""
    case = found_case(session, open_cases(session), args.case)
    if args.json:
        session.console.write(json_page(case_facts(case)))
    else:
        show_case(session, case)
    return 0


def start(session: Session, args: Namespace) -> int:
    """Diagnose a text and keep it; if one reason is clear or named, its first fix becomes the checklist."""
    system = session.system(args.system)
    text = given_text(session, args.text)
    named = known_reason(session, args.reason) if args.reason else None
    store = writable_cases(session)
    diagnosis = session.parts.doctor.diagnose(text, system)
    case = store.start(opened(diagnosis, text, session.catalog, session.words))
    if args.title:
        case = store.record(case.id, Titled(args.title))
    if named is None and diagnosis.verdict is Verdict.MATCH and diagnosis.top:
        named = session.catalog.reasons[diagnosis.top.reason]
    if named:
        case = store.record(case.id, _choice(session, case, named, None))
        show_case(session, case)
        return 0
    session.page.text(case_title(case, session.words))
    show_diagnosis(session, Inquiry(text, diagnosis))
    session.page.blank()
    command = f"orderdoctor cases choose {case.number} REASON"
    session.page.text(session.words.tr("To take one of the reasons: {command}").format(command=command))
    return 0


def _choice(session: Session, case: Case, reason: Reason, solution: str | None) -> Event:
    ways = reason.solutions if solution else reason.solutions_for(case.system)
    fix = next((way for way in ways if solution in (None, way.id)), None)
    if fix is None:
        names = ", ".join(way.id for way in reason.solutions)
        raise NothingFound(
            session.words.tr("There is no fix “{id}” for it. There are: {ids}.").format(
                id=solution, ids=names
            )
        )
    known = {other.reason: other.probability for other in case.alternatives}
    return chosen(reason, fix, known.get(reason.id, 0.0), session.catalog, session.words)


def _changing(
    events: Callable[[Session, Case, Namespace], tuple[Event, ...]],
) -> Callable[[Session, Namespace], int]:
    """A command that records events of one case and shows where it stands then."""

    def command(session: Session, args: Namespace) -> int:
        store = writable_cases(session)
        case = found_case(session, store, args.case)
        tell_change(session, store.record(case.id, *events(session, case, args)))
        return 0

    return command


def tell_change(session: Session, case: Case) -> None:
    """Write where a case stands after a change, in one or two lines."""
    words = session.words
    session.page.text(case_title(case, words))
    line = state_text(case, words, session.clock())
    if case.steps_total:
        steps = words.tr("{done} of {all} steps").format(done=case.steps_done, all=case.steps_total)
        line = f"{line} · {steps}"
    session.page.text(line, 2)


def _choose(session: Session, case: Case, args: Namespace) -> tuple[Event, ...]:
    return (_choice(session, case, known_reason(session, args.reason), args.solution),)


def _title(session: Session, case: Case, args: Namespace) -> tuple[Event, ...]:
    return (Titled(args.text),)


def _answer(session: Session, case: Case, args: Namespace) -> tuple[Event, ...]:
    known = session.catalog.questions
    if args.question not in known:
        told = session.words.tr("There is no question “{id}”. There are: {ids}.")
        raise BadUsage(told.format(id=args.question, ids=", ".join(known)))
    ids = [*(answer.id for answer in known[args.question].answers), UNKNOWN]
    if args.answer not in ids:
        told = session.words.tr("There is no answer “{id}” to this question. There are: {ids}.")
        raise BadUsage(told.format(id=args.answer, ids=", ".join(ids)))
    return (Answered(args.question, args.answer),)


def _tick(session: Session, case: Case, args: Namespace) -> tuple[Event, ...]:
    return (StepDone(found_step(session, case, args.step)),)


def _untick(session: Session, case: Case, args: Namespace) -> tuple[Event, ...]:
    return (StepReopened(found_step(session, case, args.step)),)


def _block(session: Session, case: Case, args: Namespace) -> tuple[Event, ...]:
    return (StepBlocked(found_step(session, case, args.step), args.why),)


def _note(session: Session, case: Case, args: Namespace) -> tuple[Event, ...]:
    return (StepNoted(found_step(session, case, args.step), args.text) if args.step else Noted(args.text),)


def _wait(session: Session, case: Case, args: Namespace) -> tuple[Event, ...]:
    if args.until == "over":
        return (WaitingEnded(),)
    step = found_step(session, case, args.step) if args.step else None
    return (WaitingUntil(moment(session, args.until), step),)


def moment(session: Session, given: str) -> datetime:
    """The moment that a number of hours from now, a day or a time here means. Raises `BadUsage`."""
    now = session.clock()
    until = None
    if re.fullmatch(r"\d{1,5}(\.\d+)?", given) and math.isfinite(float(given)):
        until = now + timedelta(hours=float(given))
    else:
        try:
            until = datetime.fromisoformat(given)
        except ValueError as error:
            raise BadUsage(
                session.words.tr("“{text}” is no number of hours and no day.").format(text=given)
            ) from error
        until = until if until.tzinfo else until.astimezone()
    if not now < until <= now + LONGEST_WAIT:
        raise BadUsage(session.words.tr("The wait must end after now and within a year."))
    return until


def _outcome(session: Session, case: Case, args: Namespace) -> tuple[Event, ...]:
    if case.reason is None:
        raise BadUsage(
            session.words.tr("Case {number} has no reason yet, so nothing was tried.").format(
                number=case.number
            )
        )
    return (Outcome(args.worked, case.reason, case.solution),)


def _hand_over(session: Session, case: Case, args: Namespace) -> tuple[Event, ...]:
    return (HandedOver(args.to, args.note),)


def _reopen(session: Session, case: Case, args: Namespace) -> tuple[Event, ...]:
    return (Reopened(),)


choose = _changing(_choose)
title = _changing(_title)
answer = _changing(_answer)
tick = _changing(_tick)
untick = _changing(_untick)
block = _changing(_block)
note = _changing(_note)
wait = _changing(_wait)
outcome = _changing(_outcome)
hand_over = _changing(_hand_over)
reopen = _changing(_reopen)


def undo(session: Session, args: Namespace) -> int:
    """Take back the last thing that happened. Ends with 1 if there is nothing to take back."""
    store = writable_cases(session)
    case = store.undo(found_case(session, store, args.case).id)
    if case is None:
        raise NothingFound(session.words.tr("There is nothing to take back."))
    tell_change(session, case)
    return 0
