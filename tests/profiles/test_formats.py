"""Old formats and how they are brought up to date."""

from __future__ import annotations

import pytest

from orderdoctor.profiles import formats
from orderdoctor.profiles.formats import Format, found_in

RENAMED_ROLE = Format(
    3,
    {
        1: lambda table: {("role" if key == "job" else key): value for key, value in table.items()},
        2: lambda table: {**table, "steps": [*table.get("steps", []), 2]},
    },
)


@pytest.mark.parametrize("kind", [formats.PROFILE, formats.SETTINGS], ids=["profile", "settings"])
def test_each_older_format_has_its_upgrade(kind):
    assert set(kind.upgrades) == set(range(formats.FIRST, kind.number))


def test_upgrades_run_in_order_from_the_format_found():
    assert RENAMED_ROLE.upgraded({"job": "agent", "own": 1}) == {
        "role": "agent",
        "own": 1,
        "steps": [2],
        "format": 3,
    }
    assert RENAMED_ROLE.upgraded({"format": 2, "job": "x"}) == {"format": 3, "job": "x", "steps": [2]}


@pytest.mark.parametrize("number", [3, 4, 99])
def test_present_and_newer_formats_stay_as_they_are(number):
    assert RENAMED_ROLE.upgraded({"format": number, "job": "x"}) == {"format": number, "job": "x"}


@pytest.mark.parametrize("nonsense", ["2", 2.0, True, -1, 0, [2], {}])
def test_a_format_that_is_no_number_from_one_on_is_the_first(nonsense):
    assert found_in({"format": nonsense}) == formats.FIRST
