"""All texts of a catalog, for the extractor of translations and for lint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from orderdoctor.catalog.model import Catalog
from orderdoctor.i18n import Text


def texts_of(thing: object) -> Iterator[Text]:
    """Every non-empty text inside a value of the catalog, in reading order; shared steps come up again and again."""
    if isinstance(thing, Text):
        if thing:
            yield thing
    elif isinstance(thing, Mapping):
        for value in thing.values():
            yield from texts_of(value)
    elif isinstance(thing, tuple | list):
        for value in thing:
            yield from texts_of(value)
    elif is_dataclass(thing) and not isinstance(thing, type):
        for member in fields(thing):
            yield from texts_of(getattr(thing, member.name))


def all_texts(catalog: Catalog) -> dict[str, Text]:
    """Each text of the catalog once, by its context."""
    return {text.context: text for text in texts_of(catalog)}
