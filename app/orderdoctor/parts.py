"""The parts of the program as its front ends need them; `main` builds each when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from orderdoctor.cases.store import CaseStore
    from orderdoctor.catalog.model import Catalog
    from orderdoctor.diagnosis.doctor import Doctor
    from orderdoctor.diagnosis.fold import Folder
    from orderdoctor.i18n import Language, Languages, Words
    from orderdoctor.inquiry import Counsel
    from orderdoctor.paths import UserPaths
    from orderdoctor.profiles.store import ProfileStore


class Parts(Protocol):
    """What window and terminal work with; see main.Parts."""

    @property
    def paths(self) -> UserPaths: ...  # noqa: D102 - see main.Parts
    @property
    def bundle(self) -> Path: ...  # noqa: D102
    @property
    def languages(self) -> Languages: ...  # noqa: D102
    @property
    def profiles(self) -> ProfileStore: ...  # noqa: D102
    @property
    def catalog(self) -> Catalog: ...  # noqa: D102
    @property
    def folder(self) -> Folder: ...  # noqa: D102
    @property
    def doctor(self) -> Doctor: ...  # noqa: D102
    @property
    def counsel(self) -> Counsel: ...  # noqa: D102
    @property
    def cases(self) -> CaseStore: ...  # noqa: D102
    def words(self, language: Language) -> Words: ...  # noqa: D102
