"""Almost known messages: the fewest edits are counted right, and typing mistakes do not hide a message."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderdoctor.catalog.model import Catalog
from orderdoctor.diagnosis.almost import AlmostFinder, fewest_edits
from orderdoctor.diagnosis.doctor import Doctor
from orderdoctor.diagnosis.evidence import Kind
from orderdoctor.diagnosis.messages import skeleton

WORDS = st.text("abc ", min_size=1, max_size=12)


def slowly(pattern: str, text: str) -> int:
    """Sellers' table: the edits between a pattern and the best stretch of a text."""
    row = [0] * (len(text) + 1)
    for i, letter in enumerate(pattern, 1):
        before, row = row, [i]
        for j, other in enumerate(text, 1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other)))
    return min(row)


@given(WORDS, WORDS)
def test_the_fewest_edits_are_those_of_the_full_table(pattern: str, text: str) -> None:
    assert fewest_edits(pattern, text)[0] == slowly(pattern, text)


@pytest.mark.parametrize("text", ["Invlaid trackng number", "invalid tracking numbr!!", "it says: invallid traking number, why"])
def test_a_message_with_typing_mistakes_is_found(text: str) -> None:
    finder = AlmostFinder(["invalid tracking number", "invalid signature", "order not found"])
    assert finder.find(skeleton(text.casefold()))[0].key == "invalid tracking number"


def test_other_words_are_no_message() -> None:
    finder = AlmostFinder(["invalid tracking number", "order not found"])
    assert finder.find(skeleton("where can i buy a green lamp for my mother")) == ()
    assert finder.find(skeleton("")) == ()


def test_misread_messages_of_the_catalog_keep_their_reason(doctor: Doctor, catalog: Catalog) -> None:
    chance = random.Random(17)
    right = tried = 0
    for reason in catalog.reasons.values():
        for message in reason.messages:
            if not message.exact or len(message.text) < 16:
                continue
            letters = list(message.text)
            for _ in range(len(letters) // 12):
                letters[chance.randrange(len(letters))] = chance.choice("aeinrt")
            owners = {r.id for r in catalog.reasons.values() if message.text in [m.text for m in r.messages]}
            tried += 1
            right += doctor.diagnose("".join(letters)).ranking[0].reason in owners
    assert right >= 0.98 * tried, (right, tried)


def test_an_almost_known_message_is_a_message_and_stands_where_it_stands(doctor: Doctor) -> None:
    text = "the window says: Inavlid trakcing number -- what now"
    piece = next(piece for piece in doctor.diagnose(text).evidence if piece.kind is Kind.MESSAGE)
    ((start, end),) = piece.spans
    assert text[start:end] == "Inavlid trakcing number"
