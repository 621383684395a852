"""An explanation in words, for window and terminal: what is mentioned, and what tells a reason from its runner-up."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import Catalog
from orderdoctor.i18n import Words
from orderdoctor.phrasing import one_line

if TYPE_CHECKING:
    from orderdoctor.diagnosis.explanation import Explanation, Sign


def explanation_lines(
    explanation: Explanation, pasted: str, catalog: Catalog, words: Words, told: Collection[str] = ()
) -> list[str]:
    """What spoke for a reason, and what against its runner-up or for it: a sentence each; empty if nothing did.

    told: signs that the reader has seen already, in words; they are not named again where there are others.
    """
    if not explanation.speaking:
        return []
    mentioned = _named(explanation.speaking, pasted, catalog, words, told)
    lines = [words.tr("You mention: {signs}").format(signs=" · ".join(mentioned))] if mentioned else []
    if explanation.rival:
        title = plain(words.of(catalog.reasons[explanation.rival].title), catalog.labels, words)
        lines.append(_apart(explanation, title, pasted, catalog, words, told))
        if explanation.doubts:
            signs = " · ".join(_named(explanation.doubts, pasted, catalog, words))
            lines.append(words.tr("For “{title}” speaks: {signs}").format(title=title, signs=signs))
    return lines


def _apart(
    explanation: Explanation, title: str, pasted: str, catalog: Catalog, words: Words, told: Collection[str]
) -> str:
    if not explanation.tells_apart:
        return words.tr("Nothing in the text tells it from “{title}”.").format(title=title)
    signs = _named(explanation.against, pasted, catalog, words)
    fresh = [sign for sign in signs if sign not in told]
    return words.tr("Against “{title}” speaks: {signs}").format(title=title, signs=" · ".join(fresh or signs))


def _named(
    signs: Iterable[Sign], pasted: str, catalog: Catalog, words: Words, told: Collection[str] = ()
) -> list[str]:
    names = dict.fromkeys(sign_name(sign, pasted, catalog, words) for sign in signs)
    return [name for name in names if name not in told]


def sign_name(sign: Sign, pasted: str, catalog: Catalog, words: Words) -> str:
    """A sign in a few words: the concept's name in the reader's language; what is not a concept is quoted."""
    quoted = one_line(pasted[slice(*sign.spans[0])], 70) if sign.spans else sign.what
    if sign.kind == "code":
        return words.tr("code {code}").format(code=sign.what)
    if sign.kind == "message":
        return words.tr("the message “{text}”").format(text=quoted)
    concept = catalog.concepts.get(sign.what) if sign.kind == "concept" else None
    return words.of(concept.name) if concept else words.tr("“{text}”").format(text=quoted)
