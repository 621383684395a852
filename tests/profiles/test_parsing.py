"""Bytes to tables: what works, what is named, what is refused before it costs anything."""

from __future__ import annotations

import codecs
import tomllib
import tracemalloc

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from orderdoctor.profiles.errors import NotToml
from orderdoctor.profiles.parsing import DEEPEST, LARGEST, encode, parse

GOOD = 'format = 1\nname = "Nguyễn Văn Đức 王小明"\n'
TABLE = {"format": 1, "name": "Nguyễn Văn Đức 王小明"}


def why(content: bytes) -> str:
    with pytest.raises(NotToml) as refused:
        parse(content)
    return refused.value.why


@pytest.mark.parametrize(
    "content",
    [GOOD.encode(), codecs.BOM_UTF8 + GOOD.encode(), GOOD.replace("\n", "\r\n").encode()],
    ids=["plain", "byte order mark", "CRLF"],
)
def test_r21_utf_8_works(content):
    assert parse(content) == TABLE


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (GOOD.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + GOOD.encode("utf-16-be"), "utf-16"),
        (GOOD.encode("utf-32"), "utf-16"),
        (GOOD.encode("utf-16-le"), "nul"),
        (GOOD.encode() + b"\0" * 512, "nul"),
        (b"\0" * 4096, "nul"),
        (GOOD.encode("gb18030", errors="replace"), "not-utf-8"),
        ('name = "José"'.encode("latin-1"), "not-utf-8"),
        (GOOD.replace("\n", "\r").encode(), "not-toml"),
        (b"name = ", "not-toml"),
        (b"\x89PNG\r\n\x1a\n", "not-utf-8"),
    ],
)
def test_r21_what_is_not_utf_8_toml_is_named(content, named):
    assert why(content) == named


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"a." * 20_000 + b"a = 1", "too-deep"),
        (b"\"a\" . 'b' . " * 200 + b"c = 1", "too-deep"),
        (b"[" + b"a." * 20_000 + b"a]", "too-deep"),
        (b"a = " + b"[" * 500 + b"]" * 500, "too-deep"),
        (b"a = " + b"{b = " * 100 + b"1" + b"}" * 100, "too-deep"),
        (b'x = """\n" \\"""\n"""\n' + b"a." * 20_000 + b"a = 1", "too-deep"),
        (b"x = '''it's # no comment'''\n" + b"a." * 20_000 + b"a = 1", "too-deep"),
        (b"# a comment's apostrophe\n" + b"a." * 20_000 + b"a = 1", "too-deep"),
        (b"[" + b"a." * 12 + b"a]\n" + b"b." * 12 + b"b = 1", "too-deep"),
        (b"a = " + b"9" * 5_001, "not-toml"),
        (b"a = 0x" + b"f" * 5_001, "not-toml"),
        (b"a = 18446744073709551616", "not-toml"),
        (b"#" * (LARGEST + 1), "too-large"),
    ],
)
def test_hostile_files_are_refused_cheaply(content, named):
    tracemalloc.start()
    try:
        assert why(content) == named
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 10_000_000


@pytest.mark.parametrize(
    "pattern", [b'"""', b'\\"""', b"'''", b'"\\', b"'", b"a", b". ", b"[]", b'""\\"', b"\\"]
)
def test_the_look_ahead_is_linear_whatever_the_file_holds(pattern):
    # 256 KiB in quadratic time would take minutes
    content = b'a = """' + pattern * ((LARGEST - 8) // len(pattern))
    with pytest.raises(NotToml):
        parse(content)


def test_dots_and_brackets_in_texts_and_comments_are_no_depth():
    table = {"window": "a.b." * 100 + "[[[{{{" * 50, "numbers": [1.5] * 100}
    assert parse(encode(table) + b"# " + b"a.b[" * 100) == table


def test_the_deepest_table_that_is_read_can_be_written_and_read_again():
    content = b"a = " + b"[" * (DEEPEST - 1) + b"]" * (DEEPEST - 1)
    assert parse(encode(parse(content))) == parse(content)
    dotted = b".".join([b"a"] * DEEPEST) + b" = 1"
    assert parse(encode(parse(dotted))) == parse(dotted)


def test_what_could_not_be_read_again_is_not_encoded():
    with pytest.raises(NotToml):
        encode({"window": "x" * LARGEST})


QUOTES = st.sampled_from(['"', "'", '"""', "'''"])
BODIES = st.text(st.sampled_from("\"'\\#\n.[]{}=na "), max_size=8)


@settings(max_examples=300, deadline=None, database=None)
@given(
    texts=st.lists(st.tuples(QUOTES, BODIES), max_size=3),
    comment=BODIES.map(lambda body: body.split("\n")[0]),
)
def test_no_valid_text_or_comment_hides_a_deep_key_behind_it(texts, comment):
    before = "".join(f"k{at} = {quote}{body}{quote} # {comment}\n" for at, (quote, body) in enumerate(texts))
    try:
        tomllib.loads(before)
    except tomllib.TOMLDecodeError:
        assume(False)
    assert why((before + "a." * 100 + "a = 1").encode()) == "too-deep"
