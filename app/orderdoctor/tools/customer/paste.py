"""A pasted address block, taken apart: which line is the name, the street, the phone … for the user to correct.

Labels ("Phone:", "CEP:", "邮编：") decide first. Of what has no label, numbers are told by their form (the country's
postcodes, phone numbers, tax numbers with a right check), areas and towns by the country's lists, and the rest by its
order: name first, then the street.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from orderdoctor.tools.customer import numbers
from orderdoctor.tools.customer.knowledge import Knowledge
from orderdoctor.tools.customer.letters import plain
from orderdoctor.tools.customer.model import Details, Field
from orderdoctor.tools.customer.numbers import Fit
from orderdoctor.tools.customer.phones import read_phone
from orderdoctor.tools.customer.places import Place

MOST = 4000
"""Characters of a block that are read."""
MOST_LINES = 40
_LABEL = re.compile(r"\s*([^:：=\t|]{1,40}?)\s*[:：=\t|]\s*(.*)$")
_BARE_LABEL = re.compile(r"\s*([^\d\s:：+(]{1,20}(?: [^\d\s:：+(]{1,12})?)[\s.]+([+(\d].*|[A-Z]\d.*)$")
_EMAIL = re.compile(r"\S+@\S+\.\S+|https?://\S+")
_PIECE = re.compile(r"[^,;，；]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the block. start: where it begins in the block."""

    text: str
    start: int

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the block."""
        return (self.start, self.start + len(self.text))

    def part(self, start: int, end: int) -> Piece:
        """A part of it, without the spaces, commas and dashes around it."""
        text = self.text[start:end]
        bare = text.lstrip(" \t,;-–，；")
        return Piece(bare.rstrip(" \t,;-–，；"), self.start + start + len(text) - len(bare))


@dataclass(frozen=True, slots=True)
class Taken:
    """What was made of a block. spans: where each field was found; left: pieces that nobody knew what to do with."""

    details: Details
    spans: dict[Field, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    left: tuple[Piece, ...] = ()


def take_apart(block: str, knowledge: Knowledge, country: str = "") -> Taken:
    """The fields of an address block; every field is there, empty if nothing was found for it.

    country: the country if it is known already, by name or code.
    """
    return _Reader(knowledge, country).read(block[:MOST])


class _Reader:
    """Reads one block."""

    def __init__(self, knowledge: Knowledge, country: str) -> None:
        self._knowledge = knowledge
        self._country = country
        self._found: dict[Field, list[Piece]] = {}
        self._names: dict[str, Piece] = {}
        self._left: list[Piece] = []
        self._guessed: list[Piece] = []
        """Names of provinces that can be towns as well."""

    def read(self, block: str) -> Taken:
        pieces = list(self._unlabelled(_pieces(block)))
        pieces = self._without_country(pieces)
        code = self._knowledge.country_named(self._value(Field.COUNTRY))
        self._place = Place(self._knowledge.country(code), self._knowledge)
        pieces = [piece for piece in pieces if not self._is_number(piece)]
        pieces = self._without_postcode(pieces)
        self._by_order(pieces)
        return self._taken()

    def _unlabelled(self, pieces: Iterator[Piece]) -> Iterator[Piece]:
        """What has no label; what has one goes into its field."""
        waiting = ""
        for piece in pieces:
            meaning, value = self._label(piece)
            if waiting and not meaning:
                meaning, value = waiting, piece
            waiting = ""
            if not meaning:
                yield piece
            elif not value.text:
                waiting = meaning
            elif meaning in ("first_name", "last_name"):
                self._names[meaning] = value
            elif meaning == "email":
                self._left.append(value)
            else:
                self._put(Field(meaning), value)

    def _label(self, piece: Piece) -> tuple[str, Piece]:
        for pattern in (_LABEL, _BARE_LABEL):
            found = pattern.match(piece.text)
            meaning = self._knowledge.labels.get(plain(found[1])) if found else None
            if found and meaning and (pattern is _LABEL or meaning in ("phone", "id", "postcode")):
                return meaning, piece.part(*found.span(2))
        meaning = self._knowledge.labels.get(plain(piece.text)) if piece.text.rstrip().endswith((":", "：")) else None
        return meaning or "", piece.part(len(piece.text), len(piece.text)) if meaning else piece

    def _without_country(self, pieces: list[Piece]) -> list[Piece]:
        """Finds the country: a line or the end of a line that names one, the last one counts."""
        if self._country or Field.COUNTRY in self._found:
            known = self._knowledge.country_named(self._country or self._value(Field.COUNTRY))
            if self._country:
                self._found[Field.COUNTRY] = [Piece(self._country, 0)]
            same = [piece for piece in pieces if known and self._knowledge.country_named(piece.text) == known]
            return [piece for piece in pieces if piece not in same or len(plain(piece.text)) <= 2]
        for at in range(len(pieces) - 1, -1, -1):
            for part in (pieces[at], *_ends(pieces[at])):
                named = self._knowledge.country_named(part.text)
                if named and (len(plain(part.text)) > 2 or plain(part.text) in ("us", "uk")):
                    self._put(Field.COUNTRY, part)
                    rest = pieces[at].part(0, part.start - pieces[at].start)
                    return [*pieces[:at], *([rest] if rest.text else []), *pieces[at + 1 :]]
        return pieces

    def _is_number(self, piece: Piece) -> bool:
        """Takes phone numbers, tax numbers and e-mail addresses."""
        if ("@" in piece.text or "://" in piece.text) and _EMAIL.search(piece.text[:200]):
            self._left.append(piece)
            return True
        if sum(letter.isdigit() for letter in piece.text) < 6:
            return self._is_id(piece) if len(piece.text) == 8 else False
        if not piece.text.lstrip().startswith(("+", "(", "00")) and self._is_id(piece):
            return True
        letters = sum(letter.isalpha() for letter in piece.text)
        phone = read_phone(piece.text, self._place.country.code) if letters == 0 else None
        if phone is not None and phone.possible and Field.PHONE not in self._found and not self._is_postcode(piece):
            self._put(Field.PHONE, piece)
            return True
        return self._is_id(piece)

    def _is_id(self, piece: Piece) -> bool:
        if Field.ID in self._found or not self._place.country.numbers:
            return False
        _, found = numbers.read(piece.text[:40], self._place.country, self._knowledge)
        marked = found and found[0].number.id in ("kr.pccc", "sa.short-address", "kr.rrn")
        if not (marked or (found and found[0].fit is Fit.RIGHT)):
            return False
        self._put(Field.ID, piece)
        return True

    def _is_postcode(self, piece: Piece) -> bool:
        pattern = self._place.postcodes[0]
        return bool(pattern and re.fullmatch(f"(?:{pattern})", piece.text.strip().upper(), re.ASCII))

    def _without_postcode(self, pieces: list[Piece]) -> list[Piece]:
        """Finds the postcode, the last one counts; what stands beside it is town and province.

        Letters before it are the country's (A-1010), unless they can be those of a state.
        """
        pattern = self._place.postcodes[0]
        if Field.POSTCODE in self._found or not pattern:
            return pieces
        letters = "" if self._place.google else "(?:[A-Z]{1,3}-)?"
        whole = re.compile(rf"(?<![0-9A-Za-z-]){letters}(?:{pattern})(?![0-9A-Za-z-])", re.ASCII | re.IGNORECASE)
        for at in range(len(pieces) - 1, -1, -1):
            found = list(whole.finditer(pieces[at].text))
            if found and (at > 0 or len(pieces) == 1):
                self._put(Field.POSTCODE, pieces[at].part(*found[-1].span()))
                before = pieces[at].part(0, found[-1].start())
                after = pieces[at].part(found[-1].end(), len(pieces[at].text))
                return [*pieces[:at], *(part for part in (before, after) if part.text), *pieces[at + 1 :]]
        return pieces

    def _by_order(self, pieces: list[Piece]) -> None:
        """Name first, street next, town and province at the end; areas and towns of the lists wherever they stand."""
        if Field.NAME not in self._found and not self._names and len(pieces) > 1:
            self._put(Field.NAME, pieces.pop(0))
        pieces = self._without_areas(pieces)
        numbered = [at for at, piece in enumerate(pieces) if any(letter.isdigit() for letter in piece.text)]
        last_street = numbered[-1] if numbered else 0
        for at, piece in enumerate(pieces):
            if at > last_street and Field.CITY not in self._found:
                self._put(Field.CITY, piece)
            elif at > last_street and Field.PROVINCE not in self._found:
                self._put(Field.PROVINCE, piece)
            elif Field.STREET not in self._found:
                self._put(Field.STREET, piece)
            elif at <= last_street or Field.STREET2 not in self._found:
                self._put(Field.STREET2, piece)
            else:
                self._left.append(piece)
        area = self._found.get(Field.PROVINCE, [])
        if Field.CITY not in self._found and len(area) == 1 and area[0] in self._guessed:
            self._found[Field.CITY] = self._found.pop(Field.PROVINCE)

    def _without_areas(self, pieces: list[Piece]) -> list[Piece]:
        """Takes the province, and the town where a list has it, from the end; not from the first piece, the street."""
        rest = list(pieces)
        for at in range(len(rest) - 1, 0, -1):
            piece = rest[at]
            if Field.PROVINCE not in self._found and self._place.find(piece.text) is not None:
                town_too = self._place.homes(piece.text) and Field.CITY not in self._found
                before = at - 1 > 0 and not any(letter.isdigit() for letter in rest[at - 1].text)
                if not town_too or before or len(rest) == 1:
                    self._put(Field.PROVINCE, piece)
                    if len(plain(piece.text)) > 3:
                        self._guessed.append(piece)
                    del rest[at]
                    continue
            split = self._town_and_area(piece)
            if split is not None and Field.PROVINCE not in self._found:
                self._put(Field.PROVINCE, split[1])
                rest[at] = split[0]
                piece = split[0]
            if Field.CITY not in self._found and self._place.homes(piece.text):
                self._put(Field.CITY, piece)
                del rest[at]
        return rest

    def _town_and_area(self, piece: Piece) -> tuple[Piece, Piece] | None:
        """The town and, behind it, the area: "Springfield IL", "São Paulo - SP"; None if no area stands at the end."""
        for space in reversed(list(re.finditer(r"[\s/-]+", piece.text))):
            end = piece.part(space.end(), len(piece.text))
            front = piece.part(0, space.start())
            if front.text and end.text and self._place.find(end.text) is not None:
                return front, end
        return None

    def _put(self, which: Field, piece: Piece) -> None:
        self._found.setdefault(which, []).append(piece)

    def _value(self, which: Field) -> str:
        pieces = self._found.get(which, [])
        return (", " if which in (Field.STREET, Field.STREET2) else " ").join(piece.text for piece in pieces)

    def _taken(self) -> Taken:
        if self._names and Field.NAME not in self._found:
            ordered = [self._names[part] for part in ("first_name", "last_name") if part in self._names]
            self._found[Field.NAME] = ordered
        details = Details(**{which.value: self._value(which) for which in Field})
        if not details.country and self._country:
            details = replace(details, country=self._country)
        spans = {
            which: tuple(piece.span for piece in pieces)
            for which, pieces in self._found.items()
            if not (which is Field.COUNTRY and self._country)
        }
        return Taken(details, spans, tuple(sorted(self._left, key=lambda piece: piece.start)))


def _pieces(block: str) -> Iterator[Piece]:
    """The lines of a block; the parts between commas of lines that have no digits, and of a block of one line."""
    lines = [
        Piece(found[0].rstrip(), found.start()).part(0, len(found[0]))
        for found in re.finditer(r"[^\r\n]+", block)
        if found[0].strip()
    ]
    if len(lines) == 1:
        lines = [lines[0].part(*found.span()) for found in _PIECE.finditer(lines[0].text)]
    for line in lines[:MOST_LINES]:
        found = list(_PIECE.finditer(line.text))
        if len(found) > 1 and not _LABEL.match(line.text) and not any(letter.isdigit() for letter in line.text):
            yield from (line.part(*piece.span()) for piece in found)
        elif line.text:
            yield line


def _ends(piece: Piece) -> Iterator[Piece]:
    """What stands behind each comma of a piece, the shortest first."""
    for found in reversed(list(re.finditer(r"[,;，；]", piece.text))):
        yield piece.part(found.end(), len(piece.text))
