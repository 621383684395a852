"""Checks content as a whole: every reference, every promise of `resources/README.md`, the style of the texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

from orderdoctor.catalog.coverage import coverage
from orderdoctor.catalog.labels import PLACEHOLDER
from orderdoctor.catalog.model import Catalog, Reason, Solution
from orderdoctor.catalog.problems import Fault, Problem
from orderdoctor.catalog.question_lint import check_questions
from orderdoctor.catalog.reading import build_catalog, read_folder
from orderdoctor.catalog.table import Notes
from orderdoctor.catalog.texts import texts_of

MOST_WORDS = 25
"""Words in a sentence (checks.md U43); 20 is what we aim at."""

TITLE_LENGTH = 60
FORBIDDEN = re.compile(r"\b(please|sorry|oops|invalid|simply|just click)\b", re.IGNORECASE)
MARKUP = re.compile(r"<[a-zA-Z/!]|\*\*|&[a-z]+;|[\u0000-\u0008\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_SENTENCE = re.compile(r"[.!?]\s+|[.!?]$|:\s|;\s")


def lint_folder(folder: Path) -> tuple[Catalog, list[Problem]]:
    """Read and check a content folder."""
    raw, texts, unparsed = read_folder(folder)
    catalog, problems = build_catalog(raw, texts)
    notes = Notes(texts, [*unparsed, *problems])
    _Lint(catalog, notes).run()
    return catalog, notes.problems


class _Lint:
    """One run over a catalog."""

    def __init__(self, catalog: Catalog, notes: Notes) -> None:
        self._catalog = catalog
        self._notes = notes

    def run(self) -> None:
        titles = Counter(reason.title.english for reason in self._catalog.reasons.values())
        for reason in self._catalog.reasons.values():
            self._reason(reason)
            if titles[reason.title.english] > 1:
                self._note(reason, "title", Fault.DUPLICATE, value=reason.title.english)
        self._systems()
        self._labels()
        self._orders_way()
        self._concepts()
        check_questions(self._catalog, self._notes)
        self._style()
        for answered in coverage(self._catalog):
            if answered.left_over:
                self._notes.add("documents.toml", "", Fault.UNANSWERED_ROW, value=answered.row.id)

    def _note(self, reason: Reason, key: str, fault: Fault, **facts: object) -> None:
        self._notes.add(f"catalog/{reason.id.replace('.', '/', 1)}.toml", key, fault, **facts)

    def _known(self, reason: Reason, key: str, values: Collection[str], known: Collection[str]) -> None:
        for value in values:
            if value not in known:
                self._note(reason, key, Fault.UNKNOWN_ID, value=value)

    def _reason(self, reason: Reason) -> None:
        catalog = self._catalog
        self._known(reason, "systems", reason.systems, catalog.systems)
        if reason.broader:
            self._known(reason, "broader", [reason.broader], catalog.reasons)
            if self._goes_round(reason):
                self._note(reason, "broader", Fault.CIRCLE, value=reason.broader)
        if not reason.citations and not reason.messages:
            self._note(reason, "sources", Fault.NO_SOURCE)
        rows = {row.id for document in catalog.documents for row in document.rows}
        for i, citation in enumerate(reason.citations):
            self._known(reason, f"sources[{i}].source", [citation.source], catalog.sources)
            self._known(reason, f"sources[{i}].row", [citation.row] if citation.row else [], rows)
        for i, message in enumerate(reason.messages):
            self._known(reason, f"messages[{i}].source", [message.source], catalog.sources)
        for i, disagreement in enumerate(reason.disagreements):
            for j, claim in enumerate(disagreement.claims):
                self._known(reason, f"disagreements[{i}].claims[{j}].source", [claim.source], catalog.sources)
        served = {system for solution in reason.solutions for system in solution.systems}
        for system in reason.systems:
            if system not in served:
                self._note(reason, "solutions", Fault.NO_SOLUTION, value=system)
        ids = [solution.id for solution in reason.solutions]
        for i, solution in enumerate(reason.solutions):
            if ids.count(solution.id) > 1:
                self._note(reason, f"solutions[{i}].id", Fault.DUPLICATE, value=solution.id)
            self._solution(reason, i, solution)
        if len(reason.title.english) > TITLE_LENGTH:
            self._note(reason, "title", Fault.TOO_LONG, length=len(reason.title.english), most=TITLE_LENGTH)

    def _goes_round(self, reason: Reason) -> bool:
        seen = {reason.id}
        current = reason
        while current.broader and current.broader in self._catalog.reasons:
            if current.broader in seen:
                return True
            seen.add(current.broader)
            current = self._catalog.reasons[current.broader]
        return False

    def _solution(self, reason: Reason, i: int, solution: Solution) -> None:
        at = f"solutions[{i}]"
        self._known(reason, f"{at}.systems", solution.systems, reason.systems)
        if not solution.steps:
            self._note(reason, f"{at}.steps", Fault.EMPTY)
        if len(solution.title.english) > TITLE_LENGTH:
            self._note(reason, f"{at}.title", Fault.TOO_LONG, length=len(solution.title.english), most=TITLE_LENGTH)
        for j, step in enumerate(solution.steps):
            self._known(reason, f"{at}.steps[{j}].place", [step.place], self._catalog.places)
            if (step.place == "wait") != (step.wait_hours > 0):
                self._note(reason, f"{at}.steps[{j}].wait_hours", Fault.WRONG_PLACE, value=step.id)

    def _systems(self) -> None:
        for system in self._catalog.systems.values():
            if system.through:
                self._all_known("systems.toml", system.id, [system.through], self._catalog.systems)

    def _labels(self) -> None:
        for label in self._catalog.labels.values():
            if label.source not in self._catalog.sources:
                self._notes.add("screens.toml", "", Fault.UNKNOWN_ID, value=f"{label.id}: {label.source}")
            if label.system not in self._catalog.systems:
                self._notes.add("screens.toml", "", Fault.UNKNOWN_ID, value=f"{label.id}: {label.system}")
        for text in texts_of(self._catalog):
            for name in PLACEHOLDER.findall(text.english):
                if name not in self._catalog.labels:
                    self._notes.add(_file_of(text.context), "", Fault.UNKNOWN_ID, value=f"{text.context}: {{{name}}}")

    def _concepts(self) -> None:
        """No two concepts share a name or a word, in any language: people mix them."""
        concepts = self._catalog.concepts.values()
        names = Counter(concept.name.english for concept in concepts)
        words = Counter(word for concept in concepts for word in {word.casefold() for word in concept.words})
        for value in [value for counted in (names, words) for value, n in counted.items() if n > 1]:
            self._notes.add("concepts.toml", "", Fault.DUPLICATE, value=value)

    def _orders_way(self) -> None:
        catalog = self._catalog
        for pipeline in catalog.pipelines:
            for stage in pipeline.stages:
                self._all_known("pipelines.toml", stage.id, stage.reasons, catalog.reasons)
        for status in catalog.statuses.values():
            self._all_known("statuses.toml", status.id, status.reasons, catalog.reasons)
            self._all_known("statuses.toml", status.id, status.next, catalog.statuses)
            self._all_known("statuses.toml", status.id, status.sources, catalog.sources)
        for end in catalog.end_reasons.values():
            self._all_known("statuses.toml", end.id, end.reasons, catalog.reasons)
            self._all_known("statuses.toml", end.id, [end.source], catalog.sources)
        for shown in catalog.app_statuses.values():
            self._all_known("statuses.toml", shown.id, shown.reasons, catalog.reasons)
            self._all_known("statuses.toml", shown.id, [shown.source], catalog.sources)
            self._all_known("statuses.toml", shown.id, [shown.system], catalog.systems)

    def _all_known(self, file: str, at: str, values: Collection[str], known: Collection[str]) -> None:
        for value in values:
            if value not in known:
                self._notes.add(file, "", Fault.UNKNOWN_ID, value=f"{at}: {value}")

    def _style(self) -> None:
        for text in {text.context: text for text in texts_of(self._catalog)}.values():
            if text.context.startswith(("source/", "label/")):
                continue
            file = _file_of(text.context)
            for sentence in sentences(text.english):
                if len(sentence.split()) > MOST_WORDS:
                    self._notes.add(file, "", Fault.LONG_SENTENCE, value=f"{text.context}: {sentence}", most=MOST_WORDS)
            for pattern, fault in ((FORBIDDEN, Fault.FORBIDDEN_WORD), (MARKUP, Fault.MARKUP)):
                found = pattern.search(text.english)
                if found:
                    self._notes.add(file, "", fault, value=f"{text.context}: {found.group(0)}")


def sentences(text: str) -> Iterator[str]:
    """The stretches of an English text between stops (full stop, exclamation, question mark, colon, semicolon)."""
    yield from (part.strip() for part in _SENTENCE.split(text) if part.strip())


def _file_of(context: str) -> str:
    head, _, rest = context.partition("/")
    if head == "question":
        return f"questions/{rest.split('/', 1)[0]}.toml"
    known = {
        "shared": "shared.toml", "system": "systems.toml", "place": "systems.toml", "pipeline": "pipelines.toml",
        "status": "statuses.toml", "end": "statuses.toml", "app-status": "statuses.toml", "label": "screens.toml",
        "source": "sources.toml", "concept": "concepts.toml",
    }  # fmt: skip
    return known.get(head, f"catalog/{head.replace('.', '/', 1)}.toml")
