"""Finders: the catalog's codes and messages in a text, with who carries them and where they stand."""

from __future__ import annotations

import pytest

from orderdoctor.diagnosis.finders import Finders
from orderdoctor.main import Parts


@pytest.fixture(scope="module")
def finders(shared_parts: Parts) -> Finders:
    return Finders(shared_parts.catalog, shared_parts.folder)


def test_codes_and_messages_stand_where_they_say_and_in_order(finders: Finders) -> None:
    text = 'code: -326 · "Invalid tracking number"'
    marks = finders.find(text)
    assert [(kind, text[start:end]) for kind, _, _, start, end, _ in marks] == [
        ("code", "-326"),
        ("message", "Invalid tracking number"),
    ]
    assert all("ship.tracking-format" in reasons for _, _, reasons, _, _, _ in marks)


def test_a_shared_code_names_everyone_who_carries_it(finders: Finders, shared_parts: Parts) -> None:
    (mark,) = finders.find("-999")
    carriers = [
        reason.id
        for reason in shared_parts.catalog.reasons.values()
        if "-999" in [code.code for code in reason.codes] + [message.code for message in reason.messages]
    ]
    assert list(mark[2]) == carriers


def test_every_exact_message_of_the_catalog_is_found(finders: Finders, shared_parts: Parts) -> None:
    for reason in shared_parts.catalog.reasons.values():
        for message in reason.messages:
            if message.exact:
                named = {one for mark in finders.find(message.text) for one in mark[2]}
                assert reason.id in named, message.text
