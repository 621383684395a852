"""The text in a PDF file, which is searched, copied and read aloud: Qt names some Chinese characters by their radicals.

A font draws 风 and the radical ⻛ (U+2EDB) with one glyph. Qt writes down the lower of the two numbers, so that nobody finds
物流风控 in the file. The tables of characters stand in it uncompressed; each number is replaced by one of the same length.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_TABLE: Final = re.compile(rb"beginbfrange.*?endbfrange", re.DOTALL)
_RADICAL: Final = re.compile(rb"<(2[EF][0-9A-F]{2})>")

_SUPPLEMENT: Final = str.maketrans(
    "⺁⺂⺃⺄⺅⺆⺈⺉⺊⺋⺌⺍⺎⺏⺐⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺫⺬⺭⺯⺰⺱⺲⺳⺴⺶⺹⺺⺻⺼⺾⺿⻀⻁⻂⻃⻄⻅"
    "⻆⻈⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乛乚乙亻冂刀刂卜㔾小小兀尣尢巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王目示礻糹纟罓罒㓁冗羊耂肀聿肉艹艹艹虎衤覀西见"
    "角讠贝车辶辶辶邑钅長镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
)
"""Unicode's EquivalentUnifiedIdeograph of the CJK Radicals Supplement; those of the Kangxi radicals are in NFKC."""


def with_whole_characters(pdf: bytes) -> bytes:
    """A PDF file of Qt's whose text has the characters in place of their radicals; everything else as it is."""
    return _TABLE.sub(lambda table: _RADICAL.sub(_character, table.group()), pdf)


def _character(radical: re.Match[bytes]) -> bytes:
    letter = chr(int(radical.group(1), 16))
    whole = unicodedata.normalize("NFKC", letter).translate(_SUPPLEMENT)
    return b"<%04X>" % ord(whole)
