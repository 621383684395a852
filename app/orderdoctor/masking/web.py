"""Addresses of pages, of which the host stays, and of mails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from orderdoctor.masking.shadow import HIDDEN, Hit

_SIGNS: Final = r"(?:[!#-;=?-Z\[\]_a-z~]|\\(?=/))"
_ENDINGS: Final = "com|net|org|vn|cn|us|ru|br|es|fr|de|it|pl|kr|jp|uk|info|shop|store|io|co|me|link|app|to|ly"
_PAGE: Final = re.compile(
    rf"(?<![A-Za-z0-9])[A-Za-z]{{2,20}}:(?:\\?/){{2}}(?P<user>(?:(?![@/?#]){_SIGNS}){{1,100}}@)?"
    rf"(?P<host>[A-Za-z0-9.-]++(?::\d{{1,5}})?)(?P<path>\\?[/?#]{_SIGNS}*+)?"
    rf"|(?<![A-Za-z0-9@.*-])(?:[A-Za-z0-9-]{{1,63}}\.){{1,4}}(?:{_ENDINGS})(?P<bare>\\?/{_SIGNS}++)",
)
_AFTER: Final = ".,;:!?)]'\\"
"""Signs that end a sentence rather than an address."""

_LETTER: Final = r"A-Za-z0-9._+\-\u00c0-\u024f\u1e00-\u1eff"
_PART: Final = r"[A-Za-z0-9\-\u00c0-\u024f\u1e00-\u1eff]++"
_MAIL: Final = re.compile(rf"(?<![{_LETTER}])[{_LETTER}]++(?:@|%40|\\u0040){_PART}(?:\.{_PART})++")


def pages(text: str) -> Iterator[Hit]:
    """What stands behind the host of each page address, and the user's name before it."""
    for match in _PAGE.finditer(text):
        if match["user"]:
            yield Hit(match.start("user"), match.end("user") - 1)
        path = match["path"] or match["bare"]
        if not path:
            continue
        start = match.start("path" if match["path"] else "bare")
        bare = path.rstrip(_AFTER)
        begin = 1 + path.startswith("\\")
        if len(bare) > begin:
            yield Hit(start + begin, start + len(bare), HIDDEN)


def mails(text: str) -> Iterator[Hit]:
    """Mail addresses."""
    for match in _MAIL.finditer(text):
        yield Hit(*match.span())
