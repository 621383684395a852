"""Reasons as JSON: a contract, scripts depend on it (architecture.md, "The command line")."""

from __future__ import annotations

from typing import Any

from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import Catalog, Disagreement, Reason, Solution, Step
from orderdoctor.cli.reason_page import sources_of
from orderdoctor.i18n import Text, Words


def reason_facts(reason: Reason, catalog: Catalog) -> dict[str, Any]:
    """What is the same in every language. codes as a text may hold them; sources with id, date and row."""
    rows = {citation.source: citation.row for citation in reversed(reason.citations) if citation.row}
    return {
        "id": reason.id,
        "stage": reason.stage,
        "frequency": reason.frequency,
        "explained": reason.explained,
        "broader": reason.broader or None,
        "systems": list(reason.systems),
        "codes": [code.code for code in reason.codes],
        "sources": [
            {
                "id": source.id,
                "date": source.date or None,
                "kind": source.kind,
                "status": source.status or None,
                "row": rows.get(source.id),
            }
            for source in sources_of(reason, catalog)
        ],
    }


def reason_texts(reason: Reason, catalog: Catalog, words: Words, system: str | None = None) -> dict[str, Any]:
    """A reason's texts in one language; `steps` are the steps of all its fixes in order, each text once."""
    say = _Say(catalog, words)
    solutions = reason.solutions_for(system) if system else reason.solutions
    steps = [say.text(step.do) for solution in solutions for step in solution.steps]
    return {
        "title": say.text(reason.title),
        "problem": say.text(reason.problem),
        "cause": say.text(reason.cause),
        "safe": say.text(reason.safe),
        "if_ignored": say.text(reason.if_ignored),
        "prevent": say.text(reason.prevent),
        "steps": list(dict.fromkeys(steps)),
        "solutions": [say.solution(solution) for solution in solutions],
        "disagreements": [say.disagreement(disagreement) for disagreement in reason.disagreements],
    }


class _Say:
    """Catalog values as JSON values in one language."""

    def __init__(self, catalog: Catalog, words: Words) -> None:
        self._catalog = catalog
        self._words = words

    def text(self, text: Text) -> str:
        return plain(self._words.of(text), self._catalog.labels, self._words)

    def solution(self, solution: Solution) -> dict[str, Any]:
        return {
            "id": solution.id,
            "systems": list(solution.systems),
            "title": self.text(solution.title),
            "minutes": solution.minutes,
            "wait_hours": solution.wait_hours,
            "works": solution.works,
            "costs": solution.costs,
            "steps": [self.step(step) for step in solution.steps],
        }

    def step(self, step: Step) -> dict[str, Any]:
        place = self._catalog.places.get(step.place)
        return {
            "id": step.id,
            "place": step.place,
            "place_name": self.text(place.name) if place else step.place,
            "do": self.text(step.do),
            "see": self.text(step.see) or None,
            "warning": self.text(step.warning) or None,
            "warns": step.warns or None,
            "wait_hours": step.wait_hours or None,
            "tool": step.tool or None,
        }

    def disagreement(self, disagreement: Disagreement) -> dict[str, Any]:
        return {
            "question": self.text(disagreement.question),
            "claims": [
                {"source": claim.source, "says": self.text(claim.says)} for claim in disagreement.claims
            ],
            "safer": self.text(disagreement.safer),
        }
