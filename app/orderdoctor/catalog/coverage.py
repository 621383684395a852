"""Which reason (or stage of the order's way) answers each row of the source documents."""

from __future__ import annotations

from dataclasses import dataclass

from orderdoctor.catalog.model import Catalog, Row


@dataclass(frozen=True, slots=True)
class Answered:
    """A row of a document and the ids that answer it; empty and not background = left over."""

    document: str
    row: Row
    by: tuple[str, ...]

    @property
    def left_over(self) -> bool:
        """Nobody answers this row."""
        return not self.by and not self.row.background


def coverage(catalog: Catalog) -> tuple[Answered, ...]:
    """Every row of every document, in order."""
    answers: dict[str, list[str]] = {}
    for reason in catalog.reasons.values():
        for citation in reason.citations:
            if citation.row:
                answers.setdefault(citation.row, []).append(reason.id)
    for pipeline in catalog.pipelines:
        for stage in pipeline.stages:
            answers.setdefault(stage.row, []).append(f"{pipeline.id}#{stage.id}")
    return tuple(
        Answered(document.id, row, tuple(answers.get(row.id, ())))
        for document in catalog.documents
        for row in document.rows
    )
