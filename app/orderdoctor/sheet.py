"""A case's checklist on paper: what happened, each step to tick by hand, where it is known from; in any language, masked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from orderdoctor.cases.case import Case
from orderdoctor.casework import fixes_of
from orderdoctor.catalog.labels import Piece, pieces, plain
from orderdoctor.catalog.model import Catalog, Step
from orderdoctor.diagnosis.agenda import Item, agenda
from orderdoctor.i18n import Text, Words
from orderdoctor.masking import masked
from orderdoctor.phrasing import WARNINGS, effort, obstacle_text, one_line, source_line, waiting_time

EXCERPT = 600
"""Characters of the pasted text that are printed."""

Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning: before which step, what it warns of, and what it says."""

    kind: str
    text: Pieces


@dataclass(frozen=True, slots=True)
class Task:
    """One step. state: open, done or blocked; lines: what to see then, how long to wait, why it can't be done, the note."""

    number: int
    text: Pieces
    state: str
    lines: tuple[Pieces, ...]
    warning: Warned | None


@dataclass(frozen=True, slots=True)
class Group:
    """The steps that follow each other in one place."""

    title: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed, from top to bottom. facts: lines below the title; seen: what the user sees; test: the question at the end,
    with the answers to it; foot: on every page.
    """

    title: str
    facts: tuple[str, ...]
    seen_head: str
    seen: str
    way: str
    groups: tuple[Group, ...]
    test: str
    ends: tuple[str, ...]
    sources_head: str
    sources: tuple[tuple[str, str], ...]
    foot: str
    page: str
    """The text of a page's number, with {number} and {all} in it."""

    def texts(self) -> str:
        """Everything in it as plain text, a line each."""
        lines = [self.title, *self.facts, self.seen_head, self.seen, self.way]
        for group in self.groups:
            lines.append(group.title)
            for task in group.tasks:
                warning = [f"{task.warning.kind} {said(task.warning.text)}"] if task.warning else []
                lines += [*warning, f"{task.number}. {said(task.text)}", *map(said, task.lines)]
        lines += [self.test, *self.ends, self.sources_head, *(line for source in self.sources for line in source)]
        return "\n".join(line for line in lines if line)


def said(text: Pieces) -> str:
    """Pieces as one text, with the meaning of a label behind it."""
    return "".join(f"{piece.text} ({piece.meaning})" if piece.meaning else piece.text for piece in text)


def sheet_of(case: Case, catalog: Catalog, words: Words, today: str) -> Sheet:
    """The checklist of a case that came to a reason. today: the day that stands on it, as the language writes it.

    What the user typed or pasted is masked; long texts are cut.
    """
    fixes = fixes_of(case, catalog)
    reasons = [catalog.reasons[reason] for reason, _ in fixes] or [catalog.reasons[case.reason or ""]]
    title = masked(case.own_title) or _plain(reasons[0].title, catalog, words)
    facts = [
        words.tr("Case {number} · {date}").format(number=case.number, date=today),
        _plain(reasons[0].title, catalog, words) if case.own_title else "",
        _plain(reasons[0].problem, catalog, words),
    ]
    steps = agenda(fixes, catalog.places)
    numbers = iter(range(1, len(steps.items) + 1))
    groups = tuple(
        Group(
            words.of(catalog.places[place].name),
            tuple(_task(next(numbers), item, case, catalog, words) for item in items),
        )
        for place, items in steps.groups
    )
    cited = dict.fromkeys(citation.source for reason in reasons for citation in reason.citations)
    return Sheet(
        title=title,
        facts=tuple(fact for fact in facts if fact),
        seen_head=words.tr("What I see:"),
        seen=_seen(case),
        way=_way(case, catalog, words, steps.minutes),
        groups=groups,
        test=words.tr("Did it work?"),
        ends=(words.tr("Yes, the order moves again"), words.tr("Not yet: I must wait and see"), words.tr("No")),
        sources_head=words.tr("Where we know this from"),
        sources=tuple((source_line(catalog.sources[name], words), catalog.sources[name].where) for name in cited),
        foot=words.tr("Order Doctor · case {number}").format(number=case.number),
        page=words.tr("Page {number} of {all}"),
    )


def _way(case: Case, catalog: Catalog, words: Words, minutes: float) -> str:
    titles = dict.fromkeys(_plain(fix.title, catalog, words) for _, fix in fixes_of(case, catalog))
    time = effort(max(1, minutes), words)
    return words.tr("{fix} ({time})").format(fix=" · ".join(titles), time=time) if titles else ""


def _seen(case: Case) -> str:
    """The text of the case in one line; the codes in it stay whatever they look like."""
    codes = [found.span() for code in case.codes for found in re.finditer(re.escape(code), case.text)]
    return one_line(masked(case.text, codes), EXCERPT)


def _task(number: int, item: Item, case: Case, catalog: Catalog, words: Words) -> Task:
    step, state = item.step, case.step(item.key)
    lines = []
    if step.see:
        lines.append(_framed(words.tr("Then: {text}"), _pieces(step.see, catalog, words)))
    if step.wait_hours:
        time = waiting_time(step.wait_hours, words)
        lines.append((Piece(words.tr("Wait: {time}").format(time=time)),))
    if state.blocked is not None:
        why = masked(obstacle_text(state.blocked, words))
        lines.append((Piece(words.tr("Can't be done: {why}").format(why=why)),))
    if state.note:
        lines.append((Piece(words.tr("Note: {text}").format(text=masked(state.note))),))
    stands = "done" if state.done else "open" if state.blocked is None else "blocked"
    return Task(number, _pieces(step.do, catalog, words), stands, tuple(lines), _warned(number, step, catalog, words))


def _warned(number: int, step: Step, catalog: Catalog, words: Words) -> Warned | None:
    known = WARNINGS.get(step.warns)
    if known:
        kind = words.tr("Before step {number} · {warning}:").format(number=number, warning=words.marked(known))
    else:
        kind = words.tr("Before step {number}:").format(number=number)
    return Warned(kind, _pieces(step.warning, catalog, words)) if step.warning else None


def _pieces(text: Text, catalog: Catalog, words: Words) -> Pieces:
    return pieces(words.of(text), catalog.labels, words)


def _framed(frame: str, text: Pieces) -> Pieces:
    """Pieces in a sentence that has {text} where they belong."""
    before, _, after = frame.partition("{text}")
    return tuple(piece for piece in (Piece(before), *text, Piece(after)) if piece.text)


def _plain(text: Text, catalog: Catalog, words: Words) -> str:
    return plain(words.of(text), catalog.labels, words)
