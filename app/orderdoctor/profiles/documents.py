"""One TOML file of options: read without ever failing, saved without ever losing what it says."""

from __future__ import annotations

import errno
import stat
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from orderdoctor.profiles.errors import Cause, NotToml, SaveFailed
from orderdoctor.profiles.formats import KEY, Format, Table, found_in
from orderdoctor.profiles.news import BadFile, BadValue, NewerFormat, News
from orderdoctor.profiles.options import AnyOption, understood
from orderdoctor.profiles.parsing import LARGEST, encode, parse
from orderdoctor.profiles.saving import keep_aside, write_whole


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says. table: all of it, our options in their present form, what we don't know as it was.

    values: the options that it says something valid of; news: what was wrong with it.
    """

    table: Table
    values: dict[str, Any]
    news: tuple[News, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its format and the options in it."""

    format: Format
    options: tuple[AnyOption, ...]

    def read(self, path: Path, now: datetime) -> Document:
        """What the file says; nothing, if there is none. A bad file is put aside; an unreadable one stays."""
        try:
            found = parse(content_of(path))
        except FileNotFoundError:
            return Document({}, {})
        except OSError:
            return Document({}, {}, (BadFile(path, None, "unreadable"),))
        except NotToml as fault:
            return Document({}, {}, (BadFile(path, keep_aside(path, now), fault.why),))
        return self._understood(path, self.format.upgraded(found))

    def save(self, path: Path, table: Table, now: datetime) -> tuple[News, ...]:
        """Write the table in the file's place and return what was put aside for it. Raises SaveFailed.

        What stands there is read first: neither a newer format nor a bad file that stays is overwritten.
        """
        news = self.read(path, now).news
        if any(isinstance(item, NewerFormat) for item in news):
            raise SaveFailed(path, "read-only", "a newer program wrote this file")
        bad = tuple(item for item in news if isinstance(item, BadFile))
        for item in bad:
            if item.kept_as is None:
                cause: Cause = "other" if item.why == "unreadable" else "read-only"
                raise SaveFailed(path, cause, "a bad file stands there and can't be put aside")
        numbered = {KEY: max(self.format.number, found_in(table)), **_without_format(table)}
        try:
            content = encode(numbered)
        except NotToml as fault:
            raise SaveFailed(path, "other", f"it could not be read again: {fault.why}") from fault
        write_whole(path, content)
        return bad

    def _understood(self, path: Path, table: Table) -> Document:
        values, bad = understood(self.options, table)
        news: list[News] = [BadValue(path, key, value) for key, value in bad.items()]
        if found_in(table) > self.format.number:
            news.insert(0, NewerFormat(path, found_in(table)))
        elif KEY in table and found_in(table) != table[KEY]:
            news.insert(0, BadValue(path, KEY, table[KEY]))
        return Document({**table, **values}, values, tuple(news))


def changed(table: Table, values: dict[str, Any]) -> Table:
    """The table with some options set; None takes an option out, for TOML has no word for it."""
    whole = {**table, **values}
    return {key: value for key, value in whole.items() if value is not None}


def _without_format(table: Table) -> Table:
    return {key: value for key, value in table.items() if key != KEY}


def content_of(path: Path) -> bytes:
    """The file's bytes, one more than is allowed at most. Raises OSError, for a pipe too: it would wait."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "not a file", str(path))
    with path.open("rb") as file:
        return file.read(LARGEST + 1)
