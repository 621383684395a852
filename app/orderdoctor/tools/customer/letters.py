"""Letters: what two spellings have in common, which letters AliExpress may not take, and how they look in Latin ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

_BASE = str.maketrans(
    {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
_ORDINARY = frozenset(" .,-'’")
_RARE = frozenset("/#&()ºª°+:;_")
_GENERIC = re.compile(
    r"province|provincia|state|estado|region|regiao|oblast|kray|krai|county|city|prefecture|governorate|emirate|"
    r"municipality|department|departamento|departement|district|ciudad|del?|la|of|the|tinh|thanh|pho|tp|si|shi|do|ken|fu|"
    r"to|republic|autonomous|special|metropolitan"
)
"""Words that say what kind of area it is, and so may be there or not."""
_APOSTROPHES = str.maketrans("", "", "'’ʼ`´ʹ′")


def plain(text: str) -> str:
    """The letters and digits alone, lower case, without marks, words apart by one space: for comparing names."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).casefold().translate(_BASE))
    kept = (letter if letter.isalnum() else " " for letter in decomposed if not unicodedata.combining(letter))
    return " ".join("".join(kept).split())


def bare_name(folded: str) -> str:
    """A folded name without the words that say what kind of area it is; the name itself if nothing else is left."""
    return " ".join(word for word in folded.split() if not _GENERIC.fullmatch(word)) or folded


def tidy(text: str) -> str:
    """The text with full-width forms made ordinary, without hidden characters, with single spaces."""
    visible = (letter for letter in unicodedata.normalize("NFKC", text) if not is_hidden(letter))
    return " ".join("".join(visible).split())


def latin(text: str, umlauts: bool = False) -> str:
    """How the text can be written in plain Latin letters: a suggestion, names have many spellings.

    umlauts: write ä, ö, ü as ae, oe, ue (German), and not as a, o, u.
    """
    from anyascii import anyascii

    return " ".join(anyascii((text.translate(_UMLAUTS) if umlauts else text).translate(_BASE)).split())


def unaccented(text: str, umlauts: bool = False) -> str:
    """The text with marks taken off its Latin letters; letters of other scripts stay."""
    if umlauts:
        text = text.translate(_UMLAUTS)
    return "".join(_without_mark(letter) for letter in unicodedata.normalize("NFC", text))


def without(text: str, unwanted: Callable[[str], bool]) -> str:
    """The text with a space in place of what is not wanted."""
    return " ".join("".join(" " if unwanted(letter) else letter for letter in text).split())


def spans(text: str, wanted: Callable[[str], bool]) -> tuple[tuple[int, int], ...]:
    """Where characters of a kind stand: runs of them, as (start, end)."""
    found: list[tuple[int, int]] = []
    for position, letter in enumerate(text):
        if not wanted(letter):
            continue
        if found and found[-1][1] == position:
            found[-1] = (found[-1][0], position + 1)
        else:
            found.append((position, position + 1))
    return tuple(found)


def is_hidden(letter: str) -> bool:
    """Whether a character can't be seen: control and format characters, halves, private ones; no tab, no line end."""
    return unicodedata.category(letter)[0] == "C" and letter not in "\t\n\r"


def is_full_width(letter: str) -> bool:
    """Whether it is the wide twin of an ASCII character, as Chinese and Japanese keyboards write it."""
    return "\uff01" <= letter <= "\uff5e" or letter == "\u3000"


def is_foreign(letter: str) -> bool:
    """Whether it is a letter (or a mark of one) of another script than Latin."""
    if letter < "\u0250" or is_full_width(letter):
        return False
    if unicodedata.category(letter)[0] not in "LM":
        return False
    return not ("\u1e00" <= letter <= "\u1eff" or "\u2c60" <= letter <= "\u2c7f" or "\ua720" <= letter <= "\ua7ff"
                or (unicodedata.combining(letter) != 0 and letter < "\u0370"))  # fmt: skip


def is_accented(letter: str) -> bool:
    """Whether it is a Latin letter with a mark, or one that English does not have, or a mark by itself."""
    if letter in "ªº":
        return False
    return letter > "\u007f" and unicodedata.category(letter)[0] in "LM" and not is_foreign(letter)\
        and not is_full_width(letter)  # fmt: skip


def is_rare(letter: str) -> bool:
    """Whether it is a sign that addresses have, but that a strict form may refuse."""
    return letter in _RARE


def is_symbol(letter: str) -> bool:
    """Whether it is neither letter, digit, ordinary punctuation, nor one of the rare signs."""
    if letter in _ORDINARY or letter in _RARE or letter.isspace() or is_full_width(letter) or is_hidden(letter):
        return False
    return unicodedata.category(letter)[0] not in "LMN"


def nearest(text: str, names: Iterable[str], most: int = 3, least: float = 0.62) -> tuple[str, ...]:
    """The names that look most like the text, the best first; fast enough for a thousand of them."""
    from difflib import SequenceMatcher

    wanted = plain(text)
    pairs = _pairs(wanted)
    rough = sorted(((_overlap(pairs, _pairs(plain(name))), name) for name in dict.fromkeys(names)), reverse=True)
    matcher = SequenceMatcher(None, "", wanted, autojunk=False)
    scored = []
    for overlap, name in rough[:12]:
        if overlap > 0:
            matcher.set_seq1(plain(name))
            scored.append((matcher.ratio(), name))
    close = sorted((score, name) for score, name in scored if score >= least)
    return tuple(name for _, name in reversed(close[-most:]))


def digits(text: str) -> str:
    """The ASCII digits of a text, those of other scripts and full-width ones included."""
    return "".join(str(unicodedata.digit(letter)) for letter in text if unicodedata.digit(letter, None) is not None)


def letters_of(text: str) -> list[str]:
    """The words of a text: what stands between spaces."""
    return re.split(r"\s+", text.strip()) if text.strip() else []


def _pairs(text: str) -> frozenset[str]:
    padded = f" {text} "
    return frozenset(padded[i : i + 2] for i in range(len(padded) - 1))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _without_mark(letter: str) -> str:
    if not is_accented(letter):
        return letter
    base = letter.translate(_BASE) if letter == letter.lower() else letter.lower().translate(_BASE).capitalize()
    decomposed = unicodedata.normalize("NFD", base)
    return "".join(part for part in decomposed if not unicodedata.combining(part))
