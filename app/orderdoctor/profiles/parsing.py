"""From bytes to a TOML table and back; what would cost too much is refused before `tomllib` sees it.

One dotted key of 40 KB costs tomllib 1.5 GB, arrays 500 deep overflow its stack (checks.md, Measured facts).
"""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Mapping
from typing import Final

import tomli_w

from orderdoctor.profiles.errors import NotToml

LARGEST: Final = 256 * 1024
"""Bytes that a file may have."""

DEEPEST: Final = 16
"""Levels that tables and arrays may be nested, and parts that a dotted key may have."""

_LONGEST_INTEGER_BITS: Final = 64
_UTF_16_AND_32: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)

# Strings and comments hide what looks like structure. An unclosed one runs on: tomllib stops at it.
_TOKEN: Final = re.compile(
    r'''
      (?P<hidden>
          """ (?: [^\\] | \\. )*? (?: """ | \\?\Z )
        | \'\'\' .*? (?: \'\'\' | \Z )
        | " (?: [^"\\\n]++ | \\[^\n] )*+ "?
        | ' [^'\n]*+ '?
        | \# [^\n]*+
      )
      | (?P<dot> \. ) | (?P<open> [\[{] ) | (?P<close> [\]}] ) | (?P<end> [=,\n] )
    ''',
    re.VERBOSE | re.DOTALL,
)


def parse(content: bytes) -> dict[str, object]:
    """The table in the bytes: UTF-8 with or without a byte order mark, any line ends. Raises NotToml."""
    text = _decoded(content)
    if _looks_deep(text):
        raise NotToml("too-deep")
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotToml("not-toml", str(error)) from error
    _check_values(table, 0)
    return table


def encode(table: Mapping[str, object]) -> bytes:
    """The table as a file that `parse` can read again. Raises NotToml if it could not."""
    content = tomli_w.dumps(table).encode("utf-8")
    parse(content)
    return content


def _decoded(content: bytes) -> str:
    if len(content) > LARGEST:
        raise NotToml("too-large")
    if content.startswith(_UTF_16_AND_32):
        raise NotToml("utf-16")
    if b"\0" in content:
        raise NotToml("nul")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotToml("not-utf-8", str(error)) from error


def _looks_deep(text: str) -> bool:
    """Whether a dotted key or a nesting of brackets goes too far, told without parsing and in one pass."""
    dots = brackets = 0
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "dot":
            dots += 1
        elif kind != "hidden":
            dots = 0
            brackets += {"open": 1, "close": -1}.get(kind or "", 0)
        if dots >= DEEPEST or brackets > DEEPEST:
            return True
    return False


def _check_values(value: object, depth: int) -> None:
    """Refuse what could be read but not be written and read again."""
    if depth > DEEPEST:
        raise NotToml("too-deep")
    if isinstance(value, int) and value.bit_length() > _LONGEST_INTEGER_BITS:
        raise NotToml("not-toml", "integer of more than 64 bits")
    if isinstance(value, dict):
        for part in value.values():
            _check_values(part, depth + 1)
    elif isinstance(value, list):
        for part in value:
            _check_values(part, depth + 1)
