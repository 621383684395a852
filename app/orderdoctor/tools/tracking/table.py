"""What is known about carriers' numbers: carriers.toml as objects."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from orderdoctor.tools.finding import Basis, Sure
from orderdoctor.tools.tracking.rules import KINDS, Rule
from orderdoctor.tools.tracking.shapes import DIGITS, Shape, read_shape

POSTAL = "postal"
"""Id of the carrier that stands for every postal service without an entry of its own."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from. date: as the page says, or empty."""

    id: str
    where: str
    date: str
    sure: Sure

    @property
    def basis(self) -> Basis:
        """What a finding that rests on it rests on; the id is one of carriers.toml."""
        return Basis(self.id, self.date, self.sure)


@dataclass(frozen=True, slots=True)
class Format:
    """One form of a carrier's number; the fields are those of a format in carriers.toml."""

    id: str
    carrier: str
    shape: Shape
    rule: Rule | None
    front: str
    source: Source
    broad: bool = False
    rare: bool = False


@dataclass(frozen=True, slots=True)
class Carrier:
    """A carrier. s10: the letters at the end of its UPU numbers; any_s10: it also uses other postal services' numbers."""

    id: str
    name: str
    names: tuple[str, ...]
    s10: tuple[str, ...]
    any_s10: bool


@dataclass(frozen=True, slots=True)
class Other:
    """A number that is no tracking number. kind: order, product, sku or reference; likely: how a typical one looks."""

    id: str
    kind: str
    shape: Shape
    likely: Shape
    source: Source


@dataclass(frozen=True)
class Table:
    """Everything that is known, ready for use."""

    sources: Mapping[str, Source]
    carriers: Mapping[str, Carrier]
    formats: tuple[Format, ...]
    others: tuple[Other, ...]
    operators: Mapping[str, str]
    services: Mapping[str, str]
    by_length: Mapping[int, tuple[Format, ...]] = field(init=False)
    by_letters: Mapping[str, Carrier] = field(init=False)

    def __post_init__(self) -> None:
        by_length: dict[int, list[Format]] = {}
        for form in self.formats:
            for length in range(form.shape.shortest, form.shape.longest + 1):
                by_length.setdefault(length, []).append(form)
        letters = {code: carrier for carrier in self.carriers.values() for code in carrier.s10}
        object.__setattr__(self, "by_length", {length: tuple(forms) for length, forms in by_length.items()})
        object.__setattr__(self, "by_letters", letters)

    def named(self, name: str) -> Carrier | None:
        """The carrier that goes by a name, an id or a code of AliExpress' lists; None if there is none or several."""
        wanted = _plain(name)
        found = {
            carrier.id
            for carrier in self.carriers.values()
            if wanted in map(_plain, (carrier.id, carrier.name, *carrier.names))
        }
        if not found and len(wanted) > 2:
            found = {
                carrier.id
                for carrier in self.carriers.values()
                if any(_plain(own).startswith(wanted) for own in (carrier.name, *carrier.names))
            }
        return self.carriers[found.pop()] if len(found) == 1 else None


def load_table(folder: Path) -> Table:
    """The table from the tools' folder of a bundle. Raises OSError, or ValueError if the file is damaged."""
    with (folder / "carriers.toml").open("rb") as file:
        return build_table(tomllib.load(file))


def build_table(raw: Mapping[str, Any]) -> Table:
    """The table from the file's values. Raises ValueError or KeyError if they are not as they must be."""
    sources = {entry["id"]: Source(**{**entry, "sure": Sure(entry["sure"])}) for entry in raw["source"]}
    rules = {entry["id"]: _rule(entry) for entry in raw["rule"]}
    carriers = {entry["id"]: _carrier(entry) for entry in raw["carrier"]}
    carriers[POSTAL] = Carrier(POSTAL, "", (), (), False)
    s10 = raw["s10"] | {"id": "s10"}
    formats = [form for entry in raw["carrier"] for form in _formats(entry, rules, sources)]
    formats += _forms(s10, POSTAL, rules, sources)
    return Table(
        sources=sources,
        carriers=carriers,
        formats=tuple(formats),
        others=tuple(_other(entry, sources) for entry in raw["other"]),
        operators=s10["operators"] | dict.fromkeys(s10["others"].split(), ""),
        services=s10["services"],
    )


def _rule(entry: Mapping[str, Any]) -> Rule:
    if entry["kind"] not in KINDS:
        raise ValueError(f"no kind of rule: {entry['kind']}")
    replace = {int(rest): digit for rest, digit in entry.get("replace", {}).items()}
    return Rule(**{**entry, "weights": tuple(entry.get("weights", ())), "replace": replace})


def _carrier(entry: Mapping[str, Any]) -> Carrier:
    return Carrier(
        entry["id"],
        entry["name"],
        tuple(entry.get("names", ())),
        tuple(entry.get("s10", ())),
        entry.get("any_s10", False),
    )


def _formats(entry: Mapping[str, Any], rules: Mapping[str, Rule], sources: Mapping[str, Source]) -> Iterator[Format]:
    for form in entry["formats"]:
        yield from _forms(form, entry["id"], rules, sources)


def _forms(
    entry: Mapping[str, Any], carrier: str, rules: Mapping[str, Rule], sources: Mapping[str, Source]
) -> Iterator[Format]:
    """The format, once for each way to begin."""
    rule = rules[entry["rule"]] if "rule" in entry else None
    for front in ("", *entry.get("fronts", ())):
        yield Format(
            id=f"{carrier}/{entry['id']}",
            carrier=carrier,
            shape=read_shape(front + entry["shape"], rule.characters if rule else DIGITS),
            rule=rule,
            front=entry.get("front", ""),
            source=sources[entry["source"]],
            broad=entry.get("broad", False),
            rare=entry.get("rare", False),
        )


def _other(entry: Mapping[str, Any], sources: Mapping[str, Source]) -> Other:
    shape = read_shape(entry["shape"])
    likely = read_shape(entry["likely"]) if "likely" in entry else shape
    return Other(entry["id"], entry["kind"], shape, likely, sources[entry["source"]])


def _plain(name: str) -> str:
    """A name without case, spaces and signs."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())
