"""Fixtures of the tests of the terminal front end."""

from __future__ import annotations

from pathlib import Path

import pytest

from orderdoctor import command_line, main

from .helpers import SharedParts, Terminal, bundle


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal of a computer that speaks English and has no display."""
    for name in (
        "LANGUAGE",
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "QT_QPA_PLATFORM",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("ORDERDOCTOR_HOME", raising=False)
    monkeypatch.setattr(main, "bundle_folder", bundle)
    monkeypatch.setattr(main, "Parts", SharedParts)
    monkeypatch.setenv("ORDERDOCTOR_DEBUG", "1")
    return Terminal(tmp_path / "home", lambda name, value: monkeypatch.setattr(command_line, name, value))
