"""A case on a page and in a line, and as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from orderdoctor.cases.case import Case
from orderdoctor.cases.store import CaseStore
from orderdoctor.cases.summary import CaseSummary
from orderdoctor.cli.output import local_time, rounded
from orderdoctor.cli.session import Session
from orderdoctor.i18n import Marked, Words, mark
from orderdoctor.phrasing import CASE_STATES, certainty, one_line, said_text, visible

WORKED: dict[str, Marked] = {
    "yes": mark("it worked"),
    "not-yet": mark("not known yet"),
    "no": mark("it did not work"),
}


def case_line(summary: CaseSummary, words: Words, now: datetime, answered: int = 0) -> str:
    """A case in one line: its name or its text, where it stands, how far it is.

    answered: how many questions were answered, where there is no other name for it.
    """
    name = one_line(summary.title, 60) or _quoted(summary.excerpt, 50, answered, words)
    facts = [state_text(summary, words, now)]
    if summary.steps_total:
        facts.append(
            words.tr("{done} of {all} steps").format(done=summary.steps_done, all=summary.steps_total)
        )
    facts.append(local_time(summary.changed_at))
    return words.tr("{title} ({facts})").format(title=name, facts=" · ".join(facts))


def answers_in(store: CaseStore, summary: CaseSummary) -> int:
    """How many questions were answered in a case that has no other name; 0 for all others."""
    nameless = not summary.title and not summary.excerpt
    return len(store.case(summary.id).answers) if nameless else 0


def state_text(case: Case | CaseSummary, words: Words, now: datetime) -> str:
    """Where a case stands; if it waits, until when."""
    if case.is_due(now):
        return words.tr("the wait is over")
    if case.state == "waiting" and case.waiting_until:
        return words.tr("waiting until {time}").format(time=local_time(case.waiting_until))
    return words.marked(CASE_STATES[case.state])


def show_case(session: Session, case: Case) -> None:
    """Write a case with its checklist."""
    page, words = session.page, session.words
    page.text(case_title(case, words))
    page.text(words.tr("State: {state}").format(state=state_text(case, words, session.clock())), 2)
    page.text(words.tr("Begun: {time}").format(time=local_time(case.opened_at)), 2)
    if case.handed_to:
        page.text(words.tr("Who takes care of it: {name}").format(name=visible(case.handed_to)), 2)
    if case.text.strip():
        page.heading(words.tr("What you pasted"))
        page.text(visible("\n".join(case.text.strip().expandtabs(4).splitlines())), 2)
    if case.reason:
        page.heading(words.tr("Reason"))
        line = words.tr("{title} ({id})").format(title=case.reason_title, id=case.reason)
        if case.probability:
            line = words.tr("{title}: {certainty}").format(
                title=line, certainty=certainty(case.probability, words)
            )
        page.text(line, 2)
    elif case.alternatives:
        page.heading(words.tr("Reasons that are in the running"))
        for other in case.alternatives:
            page.item(
                "–",
                words.tr("{title}: {certainty}").format(
                    title=other.reason, certainty=certainty(other.probability, words)
                ),
            )
    show_checklist(session, case)
    for title, lines in (
        (words.tr("Answers"), [_answer_line(session, *pair) for pair in case.answers.items()]),
        (words.tr("Tried"), [_attempt_line(session, *attempt) for attempt in case.tried]),
        (words.tr("Notes"), [f"{local_time(note.at)} {visible(note.text)}" for note in case.notes]),
    ):
        if lines:
            page.heading(title)
        for text in lines:
            page.item("–", text)


def show_checklist(session: Session, case: Case) -> None:
    """Write the steps with their ticks, obstacles and notes."""
    if not case.shown:
        return
    page, words = session.page, session.words
    page.heading(words.tr("Steps: {done} of {all} done").format(done=case.steps_done, all=case.steps_total))
    for number, shown in enumerate(case.shown, 1):
        step = case.step(shown.key)
        tick = "[x]" if step.done else "[!]" if step.blocked is not None else "[ ]"
        page.item(f"{number}. {tick}", shown.text)
        if step.blocked is not None:
            page.text(words.tr("Can't be done: {why}").format(why=visible(step.blocked)), 9)
        if step.note:
            page.text(words.tr("Note: {text}").format(text=visible(step.note)), 9)


def case_title(case: Case, words: Words) -> str:
    """What people call the case: its number, and its name or the beginning of its text."""
    name = case.title or _quoted(case.text, 60, len(case.answers), words)
    return words.tr("Case {number}: {title}").format(number=case.number, title=visible(name))


def _quoted(text: str, most: int, answered: int, words: Words) -> str:
    """What a case without a name is called: by the beginning of its text, or by its answers."""
    if text.strip():
        return words.tr("“{text}”").format(text=one_line(text, most))
    if not answered:
        return words.tr("Questions")
    return words.trn("Questions, {n} answered", "Questions, {n} answered", answered).format(n=answered)


def _attempt_line(session: Session, reason: str, solution: str | None, worked: str) -> str:
    words, known = session.words, session.catalog.reasons.get(reason)
    fixes = [words.of(fix.title) for fix in known.solutions if fix.id == solution] if known else []
    name = fixes[0] if fixes else solution or reason
    return words.tr("{title}: {result}").format(title=name, result=words.marked(WORKED[worked]))


def _answer_line(session: Session, question: str, answer: str) -> str:
    words = session.words
    asked, said = said_text(question, answer, session.catalog, words)
    return words.tr("{question} – {answer}").format(question=asked, answer=said)


def summary_facts(summary: CaseSummary) -> dict[str, Any]:
    """A case of a list as JSON values."""
    return {
        "number": summary.number,
        "id": summary.id,
        "state": summary.state,
        "title": summary.title,
        "text": summary.excerpt,
        "reason": summary.reason,
        "solution": summary.solution,
        "system": summary.system,
        "steps_done": summary.steps_done,
        "steps_total": summary.steps_total,
        "outcome": summary.outcome,
        "opened_at": summary.opened_at.isoformat(),
        "changed_at": summary.changed_at.isoformat(),
        "waiting_until": summary.waiting_until.isoformat() if summary.waiting_until else None,
    }


def case_facts(case: Case) -> dict[str, Any]:
    """A case as JSON values."""
    return {
        "number": case.number,
        "id": case.id,
        "state": case.state,
        "title": case.title,
        "text": case.text,
        "language": case.language,
        "system": case.system,
        "codes": list(case.codes),
        "verdict": case.verdict,
        "alternatives": [{"id": a.reason, "probability": rounded(a.probability)} for a in case.alternatives],
        "reason": case.reason,
        "probability": case.probability,
        "solution": case.solution,
        "steps": [
            {
                "key": shown.key,
                "text": shown.text,
                "done": case.step(shown.key).done,
                "blocked": case.step(shown.key).blocked,
                "note": case.step(shown.key).note,
            }
            for shown in case.shown
        ],
        "notes": [{"at": note.at.isoformat(), "text": note.text} for note in case.notes],
        "answers": [
            {"question": question, "answer": answer} for question, answer in case.answers.items()
        ],
        "outcome": case.outcome,
        "tried": [{"reason": a.reason, "solution": a.solution, "worked": a.worked} for a in case.tried],
        "handed_to": case.handed_to,
        "waiting_until": case.waiting_until.isoformat() if case.waiting_until else None,
        "opened_at": case.opened_at.isoformat(),
        "changed_at": case.changed_at.isoformat(),
    }
