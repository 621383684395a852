"""Shapes of numbers: our own small notation, and what it says about a number.

`1Z(*{6} *{2} *{7})!` reads: the letters 1Z, then fifteen letters or digits over which a check digit is worked out,
then that check digit. The notation is described at the top of resources/tools/carriers.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CLASSES = {"#": DIGITS, "@": LETTERS, "*": DIGITS + LETTERS, "&": LETTERS}
_PIECE = re.compile(r"([()])|(?:([A-Z0-9#@*&!])|\[([A-Z0-9-]+)\])(?:\{(\d+)(?:,(\d+))?\})?")


@dataclass(frozen=True, slots=True)
class Element:
    """A stretch of a shape: which characters are allowed, how many at least and at most, and its part.

    part: `body` (the check digit is worked out over it), `check`, `service` (letters of a postal service) or empty.
    """

    allowed: str
    least: int
    most: int
    part: str


@dataclass(frozen=True, slots=True)
class Parts:
    """A number taken apart by a shape: body and check digit (empty if there are none), and where the digit stands."""

    body: str
    check: str
    check_at: int
    service: str


@dataclass(frozen=True, slots=True)
class Shape:
    """What numbers of one format look like.

    bare: digits only, as many carriers' numbers are; start: the characters that every such number begins with;
    fixed: how many characters are given; places: what is allowed at each place, empty if the length varies.
    """

    text: str
    pattern: re.Pattern[str]
    shortest: int
    longest: int
    bare: bool
    start: str
    fixed: int
    places: tuple[str, ...]

    def match(self, number: str) -> Parts | None:
        """The parts of a number of this shape; None if it has another one."""
        found = self.pattern.fullmatch(number)
        if found is None:
            return None
        parts = found.groupdict("")
        check_at = found.start("check") if "check" in parts else -1
        return Parts(parts.get("body", ""), parts.get("check", ""), check_at, parts.get("service", ""))


def read_shape(text: str, check: str = DIGITS) -> Shape:
    """A shape from its notation; `check` are the characters that the check digit can be. Raises ValueError."""
    elements = tuple(_elements(text.replace(" ", ""), check))
    if not elements or any(element.least > element.most for element in elements):
        raise ValueError(f"the shape {text!r} matches nothing")
    shortest = sum(element.least for element in elements)
    longest = sum(element.most for element in elements)
    return Shape(
        text=text,
        pattern=re.compile(_regular(elements)),
        shortest=shortest,
        longest=longest,
        bare=all(set(element.allowed) <= set(DIGITS) for element in elements if element.part != "check"),
        start=_start(elements),
        fixed=sum(element.least for element in elements if len(element.allowed) == 1),
        places=tuple(e.allowed for e in elements for _ in range(e.least)) if shortest == longest else (),
    )


def _start(elements: tuple[Element, ...]) -> str:
    known = ""
    for element in elements:
        if len(element.allowed) != 1 or element.least != element.most:
            break
        known += element.allowed * element.least
    return known


def _elements(text: str, check: str) -> Iterator[Element]:
    part, end = "", 0
    for piece in _PIECE.finditer(text):
        if piece.start() != end:
            break
        end = piece.end()
        bracket, sign, among, least, most = piece.groups()
        if bracket:
            if (bracket == "(") is bool(part):
                raise ValueError(f"the brackets of the shape {text!r} do not match")
            part = "body" if bracket == "(" else ""
            continue
        low = int(least or 1)
        high = int(most or low)
        if sign == "!":
            yield Element(check, low, high, "check")
        else:
            allowed = _expanded(among) if among else _CLASSES.get(sign, sign)
            yield Element(allowed, low, high, "service" if sign == "&" else part)
    if end != len(text) or part:
        raise ValueError(f"the shape {text!r} can't be read from {text[end:]!r}")


def _expanded(among: str) -> str:
    """`0-5XZ` -> `012345XZ`."""
    return re.sub(
        r"(.)-(.)", lambda pair: "".join(chr(n) for n in range(ord(pair.group(1)), ord(pair.group(2)) + 1)), among
    )


def _regular(elements: tuple[Element, ...]) -> str:
    """A regular expression without alternatives: it takes time in proportion to the number's length."""
    pattern, open_part = "", ""
    for element in elements:
        if element.part != open_part:
            pattern += ")" if open_part else ""
            pattern += f"(?P<{element.part}>" if element.part else ""
            open_part = element.part
        pattern += f"[{element.allowed}]{{{element.least},{element.most}}}"
    return pattern + (")" if open_part else "")
