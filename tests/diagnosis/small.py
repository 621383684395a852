"""Small catalogs for tests of the decisions: reasons, fixes and questions in a line each."""

from __future__ import annotations

from collections.abc import Mapping

from orderdoctor.catalog.model import Catalog
from orderdoctor.catalog.reading import build_catalog

Fixes = Mapping[str, tuple[float, str]]
"""Fixes by id: minutes and how often they work."""


def small_catalog(
    reasons: Mapping[str, Fixes],
    questions: Mapping[str, Mapping[str, Mapping[str, str]]] | None = None,
    frequency: Mapping[str, str] | None = None,
    question_price: float = 0.0,
    hand_over: float = 600.0,
) -> Catalog:
    """A catalog of one system and one place that costs nothing to go to.

    questions: by id, what people with each reason (or *) say, as answers with always, usually ... never.
    """
    raw: dict[str, dict[str, object]] = {
        "systems.toml": {
            "system": [{"id": "app", "name": "App"}, {"id": "site", "name": "Site"}],
            "place": [{"id": "app", "name": "In the app", "minutes": 0}],
        },
        "prices.toml": {
            "question": question_price, "maybe": 4, "money": 20, "irreversible": 4, "double_order": 6,
            "wait_hour": 0.5, "wait_most": 15, "hand_over": hand_over,
        },
    }  # fmt: skip
    for name, fixes in reasons.items():
        raw[f"catalog/order/{name}.toml"] = _reason(name, fixes, (frequency or {}).get(name, "occasional"))
    for key, says in (questions or {}).items():
        ids = dict.fromkeys(answer for said in says.values() for answer in said)
        raw[f"questions/{key}.toml"] = {
            "id": key, "ask": f"{key}?", "why": "It matters.", "find_out": "Look.", "minutes": 1.0,
            "answers": [{"id": answer, "text": answer} for answer in ids], "says": says,
        }  # fmt: skip
    catalog, problems = build_catalog(raw)
    assert not problems
    return catalog


def _reason(name: str, fixes: Fixes, frequency: str) -> dict[str, object]:
    texts = dict.fromkeys(("title", "problem", "cause", "safe", "if_ignored", "prevent"), name)
    solutions = [
        {
            "id": key, "systems": ["app"], "title": key, "minutes": minutes, "works": works, "costs": "free",
            "steps": [{"id": f"do-{name}-{key}", "place": "app", "do": "Do it."}],
        }
        for key, (minutes, works) in fixes.items()
    ]  # fmt: skip
    return {"id": f"order.{name}", "frequency": frequency, "systems": ["app"], "solutions": solutions, **texts}
