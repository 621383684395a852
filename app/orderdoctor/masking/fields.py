"""Names, postal addresses, phone numbers, postcodes and papers' numbers behind the labels of known fields.

A value ends with its JSON string, its tag or its part of a form, else with its line or where the next label begins;
where a message begins in it, the message stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

from orderdoctor.masking.labels import Kind, kind_of_ending, kind_of_label, kind_of_name, plain_label
from orderdoctor.masking.numbers import rest
from orderdoctor.masking.prose import is_called, message_at
from orderdoctor.masking.shadow import HIDDEN, Hit

_SIGN: Final = re.compile(r"[:=\t]")
_REACH: Final = 52
_QUOTED_NAME: Final = re.compile(r"""(?P<quote>\\*["'])(?P<name>[^"'\\\n]{1,48})(?P=quote)[ ]{0,4}\Z""")
_QUOTES: Final = ("'", '"')
_BARE_NAME: Final = re.compile(r"[^\n,;|{}\[\]<>\t&?!\"“”‘’«»、。=:\0]*")
_TAG: Final = re.compile(r"<(?:\w{1,20}:)?(?P<name>\w{2,40})(?: [^<>\n]{0,80})?>(?P<value>[^<>]{1,300})</")
_QUOTE: Final = re.compile(r"""[ \n]{0,4}(?P<quote>\\*["'“])""")
_FORM_VALUE: Final = re.compile(r"[^&\s\"'<>;]*")
_LINES: Final = 6
"""Lines that an address below its label has at most."""

_PART: Final = r"[A-Za-z]{0,6}+[0-9][A-Za-z0-9]*+"
_NUMBER: Final = re.compile(
    rf"[+(]{{0,3}}(?:[A-Z]{{1,3}}[ -])?(?:[A-Za-z]{{0,6}}+[0-9][A-Za-z0-9]{{7,}}+(?:[-./][A-Za-z0-9]{{1,4}}(?![A-Za-z0-9])){{0,2}}"
    rf"|{_PART}(?:(?:[-./]| {{1,2}}| ?\(|\) ?){_PART}){{0,7}}(?: [A-Z]{{2}}(?![A-Za-z0-9]))?)\)?"
)
_ORDER_NUMBER: Final = re.compile(r"(?=[A-Za-z]*[0-9])[A-Za-z0-9]{8,40}(?![A-Za-z0-9_-])")
_FEWEST: Final = 3
"""Digits of a number that tells something; a postcode as SW1A 1AA has as many letters instead."""

_AROUND: Final = " \t\n\"'“”*:#(（）)[]{}<>·,;.|/-="
_NO_STRING: Final = re.compile(r"[ \n]*(?:[{\[]|(?:null|true|false|none|undefined)(?!\w))", re.IGNORECASE)


class _Label(NamedTuple):
    """A label: its kind, where it begins, where its value begins; sign: what stands between; coded: it is a name in data."""

    kind: Kind
    start: int
    value: int
    sign: str
    coded: bool


def fields(text: str, kept: Sequence[tuple[int, int]] = ()) -> Iterator[Hit]:
    """What is personal behind labels. kept: stretches that stay; the values before them end there."""
    labels = _labels(text)
    for label, following in zip_longest(labels, labels[1:]):
        end = following.start if following else len(text)
        if label.kind is Kind.OTHER or any(start < label.value < stop for start, stop in kept):
            continue
        limit = min([max(end, label.value), *(start for start, _ in kept if start >= label.value)])
        yield from _behind(text, label, limit)
    for tag in _TAG.finditer(text):
        kind = kind_of_name(plain_label(tag["name"], name=True))
        if kind is not None:
            yield from _value(text, kind, *tag.span("value"))


def _labels(text: str) -> list[_Label]:
    found: list[_Label] = []
    line = before = 0
    for match in _SIGN.finditer(text):
        sign = match.start()
        line = max(line, text.rfind("\n", before, sign))
        before = sign
        label = _label(text, sign, follows=bool(found) and found[-1].value > line)
        if label is not None:
            found.append(label)
    return found


def _label(text: str, sign: int, follows: bool) -> _Label | None:
    """The label that ends at a colon, an equals sign or a tab. follows: another one stands before it in the line."""
    begin = max(0, sign - _REACH)
    before = text[begin:sign]
    quoted = _QUOTED_NAME.search(before) if before.rstrip(" ")[-1:] in _QUOTES else None
    if quoted is not None:
        kind = kind_of_name(plain_label(quoted["name"], name=True))
        return None if kind is None else _Label(kind, begin + quoted.start(), sign + 1, text[sign], True)
    bare = _BARE_NAME.match(before[::-1])
    start = sign - (bare.end() if bare else 0)
    words = text[start:sign]
    if not words.strip():
        return None
    known: Kind | None = None
    coded = text[sign] == "=" or "_" in words or "." in words
    if start > begin or begin == 0:
        known = kind_of_label(plain_label(words))
    if known is None and coded:
        name = words.rstrip().rsplit(" ", 1)[-1]
        known = kind_of_name(plain_label(name, name=True))
        start = sign - len(words) + words.rindex(name)
    elif known is None and text[sign] == ":":
        ending = kind_of_ending(words, follows)
        known, start = (ending[0], start + ending[1]) if ending else (None, start)
    if known is None or (text[sign] == "\t" and text[max(0, start - 1) : start] not in ("", "\n", "\t")):
        return None
    return _Label(known, start, sign + 1, text[sign], coded)


def _behind(text: str, label: _Label, limit: int) -> Iterator[Hit]:
    """What is personal behind a label, up to a limit."""
    quote = _QUOTE.match(text, label.value, limit)
    if quote is not None:
        if label.coded and label.sign == "=" and _tells_little(text, label):
            return
        yield from _value(text, label.kind, quote.end(), _end_of_string(text, quote["quote"], quote.end(), limit))
    elif label.coded and _NO_STRING.match(text, label.value, limit):
        return
    elif label.sign == "=" and _is_form(text, label):
        value = _FORM_VALUE.match(text, label.value, limit)
        yield from _value(text, label.kind, *value.span()) if value else ()
    else:
        yield from _lines(text, label, limit)


def _tells_little(text: str, label: _Label) -> bool:
    """Whether it is the attribute of a tag: name="…"."""
    return text[label.start : label.value].strip(" =\t").casefold() in ("name", "contact", "address")


def _is_form(text: str, label: _Label) -> bool:
    value = _FORM_VALUE.match(text, label.value)
    return text[max(0, label.start - 1) : label.start] in tuple("&?") or (
        value is not None and text[value.end() : value.end() + 1] == "&"
    )


def _end_of_string(text: str, quote: str, start: int, limit: int) -> int:
    """Where a string ends: at its quote, if that comes before its line ends."""
    closing = "”" if quote == "“" else quote
    line = text.find("\n", start, limit)
    last = limit if line < 0 else line
    end = text.find(closing, start, last)
    while end > 0 and len(closing) == 1 and text[end - 1] == "\\":
        end = text.find(closing, end + 1, last)
    return last if end < 0 else end


def _lines(text: str, label: _Label, limit: int) -> Iterator[Hit]:
    """The rest of the label's line; if nothing stands there, the line below it, of an address as many as there are."""
    line = text.find("\n", label.value, limit)
    end = limit if line < 0 else line
    if label.sign == "\t":
        tab = text.find("\t", label.value, end)
        end = end if tab < 0 else tab
    if text[label.value : end].strip() or line < 0:
        yield from _value(text, label.kind, label.value, end)
        return
    for _ in range(_LINES if label.kind is Kind.ADDRESS else 1):
        start = line + 1
        line = text.find("\n", start, limit)
        end = limit if line < 0 else line
        whole = end == len(text) or text[end : end + 1] == "\n"
        if not whole or not text[start:end].strip() or message_at(text, start, end, False) < end:
            return
        yield from _value(text, label.kind, start, end)
        if line < 0:
            return


def _tells(number: str) -> bool:
    digits = sum(sign.isdigit() for sign in number)
    return digits >= _FEWEST or (digits == _FEWEST - 1 and sum(sign.isalpha() for sign in number) >= _FEWEST)


def _value(text: str, kind: Kind, start: int, end: int) -> Iterator[Hit]:
    """What is personal of a value."""
    while start < end and text[start] in _AROUND and not text.startswith(("(+", "-"), start):
        start += 1
    if start == end or text[start] in "-\0":
        return
    if kind is Kind.DIGITS or kind is Kind.ORDER:
        number = (_NUMBER if kind is Kind.DIGITS else _ORDER_NUMBER).match(text, start, end)
        if number and _tells(number[0]):
            instead = HIDDEN if kind is Kind.DIGITS else rest("".join(filter(str.isdecimal, number[0])))
            yield Hit(*number.span(), instead)
        return
    if kind is Kind.PERSON and not is_called(text, start, end):
        return
    if kind in (Kind.NAME, Kind.PERSON, Kind.ADDRESS):
        end = message_at(text, start, end, kind is not Kind.ADDRESS)
        while end > start and text[end - 1] in _AROUND:
            end -= 1
        if end > start:
            yield Hit(start, end)
