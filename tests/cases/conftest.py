"""Fixtures of the tests of the cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from orderdoctor.cases import CaseStore

from .helpers import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    (tmp_path / "place").mkdir()
    return Place(tmp_path / "place")


@pytest.fixture
def store(place: Place) -> Iterator[CaseStore]:
    with place.open() as store:
        yield store
