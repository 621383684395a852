"""Step texts name other programs' buttons as `{id}`; here they become pieces that a front end can show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from orderdoctor.catalog.model import Label
from orderdoctor.i18n import Words

PLACEHOLDER = re.compile(r"\{([A-Za-z0-9_-]+)\}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text: plain words, or a label as it stands on a screen with its meaning beside it (or empty)."""

    text: str
    is_label: bool = False
    meaning: str = ""


def pieces(text: str, labels: Mapping[str, Label], words: Words) -> tuple[Piece, ...]:
    """Cut a translated text at its labels. A label that is not known stays as it is written."""
    found: list[Piece] = []
    end = 0
    for match in PLACEHOLDER.finditer(text):
        label = labels.get(match.group(1))
        if label is None:
            continue
        if match.start() > end:
            found.append(Piece(text[end : match.start()]))
        found.append(Piece(label.label, is_label=True, meaning=meaning_beside(label, words)))
        end = match.end()
    if end < len(text):
        found.append(Piece(text[end:]))
    return tuple(found)


def meaning_beside(label: Label, words: Words) -> str:
    """What a reader of this language needs beside the label: its own-language screen name, its translation, or nothing."""
    if label.code or label.lang == words.language.code:
        return ""
    meaning = label.screen.get(words.language.code) or words.of(label.meaning)
    return "" if meaning.casefold() == label.label.casefold() else meaning


def plain(text: str, labels: Mapping[str, Label], words: Words) -> str:
    """The text with its labels in quotation marks, for places that show plain text only."""
    opening, closing = ("“", "”")
    parts = []
    for piece in pieces(text, labels, words):
        if not piece.is_label:
            parts.append(piece.text)
            continue
        beside = f" ({piece.meaning})" if piece.meaning else ""
        if piece.meaning and words.language.code == "zh":
            beside = f"（{piece.meaning}）"
        parts.append(f"{opening}{piece.text}{closing}{beside}")
    return "".join(parts)
