"""Names with values in a reply or a log: JSON (also inside a string), XML, `name=value` and `name: value`.

Read with patterns and not with parsers: what people paste is cut off, wrapped in a log line or repeated. A value that
is a number stays the digits that stand there.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from orderdoctor.tools.reader.fields import field_meaning
from orderdoctor.tools.reader.spans import Taken

_JSON = re.compile(
    r'"(?P<name>[^"\\\s][^"\\]{0,60})"\s*:\s*(?:"(?P<text>(?:[^"\\]|\\.){0,3000})"|(?P<word>-?\d[\d.eE+-]{0,40}|true|false|null))'
)
_ESCAPED = re.compile(
    r'\\"(?P<name>[^"\\\s][^"\\]{0,60})\\"\s*:\s*(?:\\"(?P<text>(?:[^"\\]|\\[^"]){0,3000})\\"|(?P<word>-?\d[\d.eE+-]{0,40}|true|false|null))'
)
_XML = re.compile(r"<(?P<name>[A-Za-z_][\w.:-]{0,60})>(?P<text>[^<>]{1,3000})</(?P=name)>")
_NAME = re.compile(
    r"(?<![\w\"'<])(?P<name>[A-Za-z_\u00c0-\u1ef9\u4e00-\u9fff][\w.-]{0,30}(?: [\w-]{1,20}){0,2}) ?[=:：] ?"
)
_VALUE = re.compile(r"\"(?P<quoted>[^\"\n]{1,1000})\"|(?P<text>[^\n;|\"{}<>]{1,600})")
_TOKEN_END = re.compile(r"[\s,;|&]")
_NEXT_NAME = re.compile(r"[,&]? ?\b[A-Za-z_][\w.-]{0,40} ?[=:]")


@dataclass(frozen=True, slots=True)
class Pair:
    """A name with a value: as it reads, and where the value stands in the text (start, end). form: json, xml or log."""

    name: str
    value: str
    start: int
    end: int
    form: str


def pairs(text: str) -> list[Pair]:
    """Every pair whose name tells something, in order; where two readings overlap, the more exact one."""
    taken = Taken()
    found = [pair for reading in (_json, _xml, _plain) for pair in reading(text) if taken.take(pair.start, pair.end)]
    return sorted(found, key=lambda pair: pair.start)


def _json(text: str) -> Iterator[Pair]:
    for pattern in (_JSON, _ESCAPED):
        for found in pattern.finditer(text):
            if field_meaning(found["name"]) is None:
                continue
            group = "text" if found["text"] is not None else "word"
            value = _unescaped(found["text"]) if group == "text" else found["word"]
            if value not in ("", "null"):
                yield Pair(found["name"], value, found.start(group), found.end(group), "json")


def _unescaped(text: str) -> str:
    """The value of a JSON string; as it stands if it is none."""
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text


def _xml(text: str) -> Iterator[Pair]:
    for found in _XML.finditer(text):
        if field_meaning(found["name"]) is not None and found["text"].strip():
            yield Pair(found["name"], html.unescape(found["text"].strip()), found.start("text"), found.end("text"), "xml")


def _plain(text: str) -> Iterator[Pair]:
    position = 0
    while found := _NAME.search(text, position):
        position = found.end()
        name = _known_end(found["name"])
        value = _VALUE.match(text, position) if name else None
        if value is None:
            continue
        group = "quoted" if value["quoted"] is not None else "text"
        start, end = value.span(group)
        end = _value_end(text, start, end, name) if group == "text" else end
        inner = text[start:end].strip()
        if inner:
            start = text.index(inner, start)
            yield Pair(name, inner, start, start + len(inner), "log")
            position = start + len(inner)


def _known_end(name: str) -> str:
    """The words at the end of what stands before `:` that are a field's name: `2026-11-22 ERROR error code` -> `error code`."""
    words = name.split(" ")
    for first in range(len(words)):
        candidate = " ".join(words[first:])
        if field_meaning(candidate) is not None:
            return candidate
    return ""


def _value_end(text: str, start: int, end: int, name: str) -> int:
    """Where a value without quotes ends: a message at the next name, everything else at the next space or sign."""
    meaning = field_meaning(name)
    if meaning is not None and meaning.kind == "message":
        following = _NEXT_NAME.search(text, start, end)
        return following.start() if following else end
    following = _TOKEN_END.search(text, start, end)
    return following.start() if following else end
