"""The tables that the check works with, read from the folder `tools/customer` of the shipped files.

rules.toml: numbers, countries, labels · areas.toml: AliExpress' own names of areas · addresses.json, cities.json: Google's
address data · countries.json: names of countries. Each is read when it is first needed.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from orderdoctor.tools.customer.letters import bare_name, plain
from orderdoctor.tools.customer.model import Ask, by
from orderdoctor.tools.finding import Basis, Sure

GOOGLE = (by("google-addresses", Sure.TOOL),)


@dataclass(frozen=True, slots=True)
class Origin:
    """A source that only this check uses. date: ISO day, or empty; kind: as in the catalog's sources."""

    id: str
    kind: str
    where: str
    date: str


@dataclass(frozen=True, slots=True)
class Number:
    """A kind of tax, customs or identity number; see rules.toml for what the fields mean."""

    id: str
    name: str
    form: re.Pattern[str]
    written: str
    check: str
    at: tuple[int, int] | None
    alphabet: str
    born: tuple[int, str] | None
    holder: str
    example: str
    repeats: bool
    exceptions: bool
    hidden_check: bool
    nobody: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Country:
    """What is particular about a country; a country without entry has the defaults."""

    code: str
    ask: Ask = Ask.NOT_ASKED
    numbers: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    bases: tuple[Basis, ...] = ()
    other: bool = True
    city_other: bool = True
    served: bool = True
    street: tuple[str, ...] = ()
    name_words: tuple[int, int] | None = None
    patronymic: bool = False
    umlauts: bool = False
    capital_town: bool = False
    remote: tuple[tuple[str, str], ...] = ()
    notes: tuple[tuple[str, Basis], ...] = ()
    postcode: str = ""
    no_areas: bool = False
    old_areas: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """A province, state or region. key: as Google's data calls it; also: other names and codes; zip: its postcodes."""

    name: str
    also: tuple[str, ...] = ()
    zip: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class AreaList:
    """A country's areas. own: AliExpress' own names; regions: names of a level that its list does not have."""

    areas: tuple[Area, ...]
    own: bool
    bases: tuple[Basis, ...]
    regions: tuple[str, ...] = ()


class Knowledge:
    """The tables of one folder. Raises OSError, ValueError or KeyError at first use if a file is damaged."""

    def __init__(self, folder: Path) -> None:
        """Take the folder with the tables."""
        self._folder = folder
        self._homes: dict[str, Mapping[str, tuple[str, ...]]] = {}

    @cached_property
    def _rules(self) -> dict[str, Any]:
        return tomllib.loads((self._folder / "rules.toml").read_text(encoding="utf-8"))

    @cached_property
    def origins(self) -> Mapping[str, Origin]:
        """The sources that the catalog does not have, by id."""
        return {row["id"]: Origin(**row) for row in self._rules["source"]}

    @cached_property
    def numbers(self) -> Mapping[str, Number]:
        """The kinds of numbers, by id."""
        return {row["id"]: _number(row) for row in self._rules["number"]}

    @cached_property
    def _countries(self) -> Mapping[str, Country]:
        return {row["code"]: _country(row) for row in self._rules["country"]}

    @cached_property
    def _codes(self) -> Mapping[str, str]:
        codes: dict[str, str] = self._rules["codes"]
        return codes | dict.fromkeys(self._rules["unlisted"]["countries"], "OTHER")

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Folded labels that stand in front of a value in an address block -> what they mean."""
        return {plain(label): meaning for meaning, labels in self._rules["labels"].items() for label in labels}

    @cached_property
    def _names(self) -> Mapping[str, list[str]]:
        return self._json("countries")

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        found = {plain(name): code for code, names in self._names.items() for name in names if name}
        return found | {plain(alias): code for alias, code in self._rules["aliases"].items()}

    @cached_property
    def _addresses(self) -> Mapping[str, dict[str, Any]]:
        return self._json("addresses")

    @cached_property
    def _cities(self) -> Mapping[str, dict[str, list[str | list[str]]]]:
        return self._json("cities")

    @cached_property
    def _areas(self) -> dict[str, Any]:
        return tomllib.loads((self._folder / "areas.toml").read_text(encoding="utf-8"))

    @cached_property
    def _own_areas(self) -> Mapping[str, AreaList]:
        return {row["country"]: _own_list(row) for row in self._areas["list"]}

    def _json(self, name: str) -> Mapping[str, Any]:
        tables: dict[str, Any] = json.loads((self._folder / f"{name}.json").read_text(encoding="utf-8"))
        return tables

    def country(self, code: str) -> Country:
        """What is particular about a country."""
        return self._countries.get(code) or Country(code)

    def countries(self) -> tuple[str, ...]:
        """The codes of all countries."""
        return tuple(self._names)

    def country_named(self, text: str) -> str:
        """The two letters of the country that a name, in many languages, or a code means; "" if it means none."""
        folded = plain(text)
        if len(folded) == 2 and folded.upper() in self._names:
            return folded.upper()
        return self._by_name.get(folded, "")

    def country_names(self) -> tuple[str, ...]:
        """Every English name of a country."""
        return tuple(names[0] for names in self._names.values())

    def name_of(self, code: str, language: str = "en") -> str:
        """A country's name in a language (en, vi, zh); the code itself if it is not known."""
        names = self._names.get(code)
        return names[{"en": 0, "vi": 1, "zh": 2}.get(language, 0)] if names else code

    def listed_as(self, code: str) -> str:
        """The code that AliExpress uses for a country; OTHER where its form does not have the country."""
        return self._codes.get(code, code)

    def needs(self, code: str) -> str:
        """The parts that a postal address there has to have, in Google's letters (Z: the postcode)."""
        return str(self._addresses.get(code, {}).get("require", ""))

    def postcode(self, code: str) -> tuple[str, tuple[str, ...]]:
        """The pattern of a country's postcodes ("" if it has none) and examples."""
        row = self._addresses.get(code, {})
        return self.country(code).postcode or row.get("zip", ""), tuple(row.get("examples", ()))

    def areas(self, code: str) -> AreaList | None:
        """A country's areas: AliExpress' own names where they are known, else Google's; None if nobody has them."""
        return self._own_areas.get(code) or self.google_areas(code)

    def google_areas(self, code: str) -> AreaList | None:
        """A country's areas as Google's data has them."""
        rows = self._addresses.get(code, {}).get("areas")
        if not rows or self.country(code).no_areas:
            return None
        more = {plain(name): tuple(also) for name, also in self._areas["also"].get(code, {}).items()}
        return AreaList(tuple(_google_area(row, more) for row in rows), False, GOOGLE)

    def towns(self, code: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """The towns of each area of a country, by Google's key of the area: the names of each, Latin one last."""
        return {
            key: tuple((town,) if isinstance(town, str) else tuple(town) for town in towns)
            for key, towns in self._cities.get(code, {}).items()
        }

    def town_homes(self, code: str) -> Mapping[str, tuple[str, ...]]:
        """The folded names of a country's towns -> Google's keys of the areas that have a town of this name."""
        if code not in self._homes:
            homes: dict[str, tuple[str, ...]] = {}
            for key, towns in self.towns(code).items():
                folded = {plain(name) for town in towns for name in town}
                for name in folded | set(map(bare_name, folded)):
                    homes[name] = (*homes.get(name, ()), key)
            self._homes[code] = homes
        return self._homes[code]


def _number(row: dict[str, Any]) -> Number:
    at = row.get("at")
    born = row.get("born")
    return Number(
        id=row["id"],
        name=row["name"],
        form=_pattern(row["form"]),
        written=row.get("written", ""),
        check=row.get("check", ""),
        at=(at[0], at[1]) if at else None,
        alphabet=row.get("from", "0123456789"),
        born=(born[0], born[1]) if born else None,
        holder=row["holder"],
        example=row["example"],
        repeats=row.get("repeats", True),
        exceptions=row.get("exceptions", False),
        hidden_check=row.get("hidden_check", False),
        nobody=tuple(row.get("nobody", ())),
        basis=by(
            row.get("source", "stdnum" if row.get("check") else "common-sense"), Sure(row.get("sure", "published"))
        ),
    )


def _pattern(form: str) -> re.Pattern[str]:
    for sign, letters in (("(?:", "\0"), ("#", "[0-9]"), ("@", "[A-Z]"), ("~", "[A-ZÑ&]"), ("%", "[0-9K]")):
        form = form.replace(sign, letters)
    form = re.sub(r"(?<!\))\?", "[0-9A-Z]", form)
    return re.compile(form.replace("\0", "(?:"))


def _basis(row: list[str]) -> Basis:
    return by(row[0], Sure(row[1]))


def _country(row: dict[str, Any]) -> Country:
    words = row.get("name_words")
    return Country(
        code=row["code"],
        ask=Ask(row.get("ask", "")),
        numbers=tuple(row.get("numbers", ())),
        also=tuple(row.get("also", ())),
        bases=tuple(map(_basis, row.get("bases", ()))),
        other=row.get("other", True),
        city_other=row.get("city_other", True),
        served=row.get("served", True),
        street=tuple(row.get("street", ())),
        name_words=(words[0], words[1]) if words else None,
        patronymic=row.get("patronymic", False),
        umlauts=row.get("umlauts", False),
        capital_town=row.get("capital_town", False),
        remote=tuple((prefix, name) for prefix, name in row.get("remote", ())),
        notes=tuple((note[0], _basis(note[1:])) for note in row.get("notes", ())),
        postcode=row.get("postcode", ""),
        no_areas=row.get("no_areas", False),
        old_areas=row.get("old_areas", ""),
    )


def _google_area(row: list[str], more: Mapping[str, tuple[str, ...]]) -> Area:
    key, name, latin, iso, zip_code = (row + [""] * 5)[:5]
    shown = latin or name or key
    others = [key, name, iso, *(other for each in (key, name, latin) for other in more.get(plain(each), ()))]
    return Area(shown, tuple(dict.fromkeys(other for other in others if other and other != shown)), zip_code, key)


def _own_list(row: dict[str, Any]) -> AreaList:
    if "numbered" in row:
        pairs = (item.strip().split(" ", 1) for line in row["numbered"].split("\n") for item in line.split("·"))
        areas = tuple(Area(pair[1], (pair[0],), pair[0]) for pair in pairs if len(pair) == 2)
    else:
        areas = tuple(Area(area["name"], tuple(area.get("also", ())), area.get("zip", "")) for area in row["areas"])
    return AreaList(areas, True, tuple(map(_basis, row["bases"])), tuple(row.get("regions", ())))
