"""What all tests share: no network, no display, no user files, no unexpected log line; the bundle of this checkout."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("ORDERDOCTOR_HOME", None)

import pytest

import assemble
from orderdoctor.catalog.model import Catalog
from orderdoctor.diagnosis.doctor import Doctor
from orderdoctor.i18n import LANGUAGES, Languages, Words
from orderdoctor.inquiry import Counsel
from orderdoctor.main import Parts
from orderdoctor.paths import user_paths


class NetworkUsedError(AssertionError):
    """A test tried to reach the network."""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """X11: nothing connects anywhere; a local (AF_UNIX) socket, as a display server's, is no network."""

    def refuse(self: socket.socket, address: object) -> None:
        if self.family != getattr(socket, "AF_UNIX", None):
            raise NetworkUsedError(f"connect to {address}")
        original(self, address)

    original = socket.socket.connect
    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(autouse=True)
def no_user_files(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whoever forgets --data-dir lands in a temporary folder, not in the user's."""
    monkeypatch.setenv("ORDERDOCTOR_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture(autouse=True)
def no_unexpected_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log fails the test; one that is expected is taken out with caplog.clear()."""
    yield
    unexpected = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not unexpected, [record.getMessage() for record in unexpected]


@pytest.fixture(scope="session")
def bundle() -> Path:
    """The bundle of this checkout, fresh."""
    return assemble.checkout_bundle()


@pytest.fixture(scope="session")
def shared_parts(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Parts:
    """Parts for tests that only read: catalog, doctor, languages."""
    return Parts(user_paths(str(tmp_path_factory.mktemp("shared"))), bundle)


@pytest.fixture(scope="session")
def catalog(shared_parts: Parts) -> Catalog:
    """The shipped catalog."""
    return shared_parts.catalog


@pytest.fixture(scope="session")
def doctor(shared_parts: Parts) -> Doctor:
    """The doctor who knows the shipped catalog."""
    return shared_parts.doctor


@pytest.fixture(scope="session")
def counsel(shared_parts: Parts) -> Counsel:
    """Who says what to ask and what to try, with the shipped catalog."""
    return shared_parts.counsel


@pytest.fixture(scope="session")
def all_words(bundle: Path) -> dict[str, Words]:
    """The words of each language, by its short name."""
    languages = Languages(bundle / "locale")
    return {language.code: languages.words(language) for language in LANGUAGES}


@pytest.fixture
def parts(bundle: Path, tmp_path: Path, shared_parts: Parts) -> Iterator[Parts]:
    """Parts with a data folder of their own; the catalog and the doctor are shared: what he learned is forgotten at the end."""
    own = Parts(user_paths(str(tmp_path / "home")), bundle)
    own.__dict__["catalog"] = shared_parts.catalog
    own.__dict__["folder"] = shared_parts.folder
    own.__dict__["doctor"] = shared_parts.doctor
    own.__dict__["counsel"] = shared_parts.counsel
    yield own
    shared_parts.doctor.learn({})
    if "cases" in own.__dict__:
        own.cases.close()
