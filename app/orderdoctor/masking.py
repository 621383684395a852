"""Takes personal data out of texts that leave the program.

E-mails, telephone, order and tracking numbers and the addresses of pages are hidden.
Names and postal addresses have no form that gives them away: who exports must still look (checks.md X7).
An error code is no personal data: -999, -326 and F00-00-10013-002 stay.
"""

from __future__ import annotations

import re

HIDDEN = "***"

_PAGE = re.compile(r"(https?://[^/\s]+)/\S+")
_MAIL = re.compile(r"[^\s@<>\"',;:()]+@[^\s@<>\"',;:()]+\.[^\s@<>\"',;:()]+")
_NUMBER = re.compile(r"(?<![\w-])(?!\d{4}-\d{2}-\d{2}(?!\d))\+?\(?\d(?:[ ().-]{0,2}\d){7,}(?!\w)")
_TRACKING = re.compile(r"(?<![A-Za-z0-9_-])(?=[A-Za-z]*\d)(?=(?:[A-Za-z]*\d){6})[A-Za-z0-9]{9,}(?![A-Za-z0-9_-])")


def masked(text: str) -> str:
    """The text with HIDDEN in place of what could tell who and which order it is about."""
    text = _PAGE.sub(rf"\1/{HIDDEN}", text)
    for pattern in (_MAIL, _TRACKING, _NUMBER):
        text = pattern.sub(HIDDEN, text)
    return text
