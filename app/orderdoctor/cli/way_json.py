"""An order's way as JSON."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import AppStatus, Catalog, EndReason, Stage, Status
from orderdoctor.i18n import Text, Words


def way_facts(
    catalog: Catalog, words: Words, only: Collection[Stage | Status | EndReason | AppStatus] | None = None
) -> dict[str, Any]:
    """The whole way, or only some of its stages and statuses, with the texts of one language."""
    say = _Say(catalog, words)

    def wanted(thing: Stage | Status | EndReason | AppStatus) -> bool:
        return only is None or thing in only

    pipelines = [
        {
            "id": pipeline.id,
            "system": pipeline.system,
            "name": say.text(pipeline.name),
            "source": pipeline.source,
            "stages": [say.stage(stage) for stage in pipeline.stages if wanted(stage)],
        }
        for pipeline in catalog.pipelines
    ]
    return {
        "language": words.language.tag,
        "pipelines": [pipeline for pipeline in pipelines if pipeline["stages"]],
        "statuses": [say.status(status) for status in catalog.statuses.values() if wanted(status)],
        "end_reasons": [say.end_reason(end) for end in catalog.end_reasons.values() if wanted(end)],
        "app_statuses": [say.app_status(shown) for shown in catalog.app_statuses.values() if wanted(shown)],
    }


class _Say:
    """Catalog values as JSON values in one language."""

    def __init__(self, catalog: Catalog, words: Words) -> None:
        self._catalog = catalog
        self._words = words

    def text(self, text: Text) -> str:
        return plain(self._words.of(text), self._catalog.labels, self._words)

    def stage(self, stage: Stage) -> dict[str, Any]:
        return {
            "id": stage.id,
            "title": self.text(stage.title),
            "actor": stage.actor,
            "happens": self.text(stage.happens),
            "stuck": self.text(stage.stuck),
            "reasons": list(stage.reasons),
        }

    def status(self, status: Status) -> dict[str, Any]:
        return {
            "id": status.id,
            "aliases": list(status.aliases),
            "screen": dict(status.screen),
            "name": self.text(status.name),
            "meaning": self.text(status.meaning),
            "seller_may_act": status.seller_may_act,
            "seller_may_ship": status.seller_may_ship,
            "seller_can": self.text(status.seller_can),
            "buyer_can": self.text(status.buyer_can),
            "next": list(status.next),
            "reasons": list(status.reasons),
            "sources": list(status.sources),
            "disagreements": [
                {
                    "question": self.text(disagreement.question),
                    "claims": [
                        {"source": claim.source, "says": self.text(claim.says)}
                        for claim in disagreement.claims
                    ],
                    "safer": self.text(disagreement.safer),
                }
                for disagreement in status.disagreements
            ],
        }

    def end_reason(self, end: EndReason) -> dict[str, Any]:
        return {
            "id": end.id,
            "name": self.text(end.name),
            "meaning": self.text(end.meaning),
            "reasons": list(end.reasons),
            "source": end.source,
        }

    def app_status(self, shown: AppStatus) -> dict[str, Any]:
        return {
            "id": shown.id,
            "system": shown.system,
            "app": shown.app,
            "label": shown.label,
            "screen": dict(shown.screen),
            "meaning": self.text(shown.meaning),
            "reasons": list(shown.reasons),
            "source": shown.source,
        }
