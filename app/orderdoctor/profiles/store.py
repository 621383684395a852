"""The profiles and the settings of one user: read at once when opened, saved at each change."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from orderdoctor.profiles import formats
from orderdoctor.profiles.documents import Document, Kind, changed, content_of
from orderdoctor.profiles.errors import BadOption, SaveFailed, UnknownProfile
from orderdoctor.profiles.formats import Table
from orderdoctor.profiles.news import BadFile, News, NotSaved
from orderdoctor.profiles.options import CURRENT_PROFILE, NAME, PROFILE_OPTIONS, SETTINGS_OPTIONS, cleaned
from orderdoctor.profiles.parsing import LARGEST
from orderdoctor.profiles.profile import Profile, folded, same_name
from orderdoctor.profiles.saving import delete, sweep, write_whole

_PROFILE: Final = Kind(formats.PROFILE, PROFILE_OPTIONS)
_SETTINGS: Final = Kind(formats.SETTINGS, SETTINGS_OPTIONS)
_FILE: Final = re.compile(r"([0-9a-f]{12})\.toml")


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Removed:
    """A removed profile, with all that it takes to bring it back."""

    profile: Profile
    table: Table
    content: bytes | None
    was_current: bool
    stand_in: str | None


class ProfileStore:
    """The profiles, one of them current; there always is one, if only in memory.

    Opening never fails and writes no profile: bad files are put aside and told in `news`. What changes is
    saved at once. If that fails SaveFailed is raised, the change holds in memory, and later saves (`save`,
    any change) try again. clock: gives aware moments; they name files that are put aside.
    """

    def __init__(self, folder: Path, settings: Path, clock: Callable[[], datetime] = utc_now) -> None:
        self._folder = folder
        self._settings = settings
        self._clock = clock
        self._told: list[News] = []
        self._failed: dict[Path, NotSaved] = {}
        self._unsaved: dict[Path, None] = {}
        self._tables: dict[Path, Table] = {}
        self._profiles: dict[str, Profile] = {}
        self._filed: set[str] = set()
        self._current = self._open()

    @property
    def news(self) -> tuple[News, ...]:
        """What the user should know: what was wrong with the files, and what is not saved now."""
        return (*self._told, *self._failed.values())

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """All profiles, sorted by name; there is at least one."""
        return tuple(sorted(self._profiles.values(), key=lambda profile: (folded(profile.name), profile.id)))

    @property
    def current(self) -> Profile:
        """The profile in use."""
        return self._profiles[self._current]

    def switch(self, profile_id: str) -> Profile:
        """Make a profile the current one. Raises UnknownProfile, SaveFailed."""
        self._current = self._known(profile_id).id
        self._keep_current()
        self._point_to_current()
        self._save([self._settings])
        return self.current

    def add(self, name: str, **options: object) -> Profile:
        """Add a profile; it does not become the current one. Raises BadOption, SaveFailed."""
        values = cleaned(PROFILE_OPTIONS, {NAME.key: name, **options})
        self._refuse_duplicate(values[NAME.key], "")
        profile = self._take(Profile(self._fresh_id(), **values), changed({}, values))
        self._keep_current()
        self._point_to_current()
        self._touch(profile.id)
        self._save([self._path(profile.id)])
        return profile

    def change(self, profile_id: str, /, **options: object) -> Profile:
        """Change options of a profile. Raises UnknownProfile, BadOption (nothing is changed), SaveFailed."""
        profile = self._known(profile_id)
        values = cleaned(PROFILE_OPTIONS, options)
        if NAME.key in values:
            self._refuse_duplicate(values[NAME.key], profile_id)
        path = self._path(profile_id)
        table = changed(self._tables[path], values)
        if table != self._tables[path]:
            self._touch(profile_id)
        profile = self._take(profile.with_(**values), table)
        self._point_to_current()
        self._save([path])
        return profile

    def remove(self, profile_id: str, /) -> Removed:
        """Remove a profile for good; only the returned value can bring it back. Raises UnknownProfile.

        Its file goes at once, and what was put aside of it. Raises SaveFailed if it can't: nothing changed.
        A last profile is followed by a new one; a current one by the first of those that are left.
        """
        profile = self._known(profile_id)
        path = self._path(profile_id)
        content = None if path in self._unsaved else _content(path)
        delete(path)
        table = self._forget(profile_id)
        stand_in = None if self._profiles else self._take(Profile(self._fresh_id()), {}).id
        was_current = profile_id == self._current
        if was_current:
            self._current = self.profiles[0].id
        self._point_to_current()
        self._save([])
        return Removed(profile, table, content, was_current, stand_in)

    def restore(self, removed: Removed) -> Profile:
        """Bring a removed profile back as it was. Raises SaveFailed; BadOption if its name is taken now."""
        profile = removed.profile
        if profile.id in self._profiles:
            return self._profiles[profile.id]
        self._refuse_duplicate(profile.name, profile.id)
        self._take(profile, removed.table)
        if removed.was_current:
            self._current = profile.id
        if removed.stand_in and removed.stand_in not in self._filed and removed.stand_in != self._current:
            self._forget(removed.stand_in)
        self._bring_back(self._path(profile.id), removed)
        self._point_to_current()
        self._save([self._path(profile.id)])
        return profile

    def save(self) -> None:
        """Save what could not be saved before. Raises SaveFailed for the first file that still can't be."""
        self._save(list(self._unsaved))

    def _open(self) -> str:
        now = self._clock()
        sweep(self._folder, now)
        sweep(self._settings.parent, now, self._settings.stem[:12])
        settings = self._read(_SETTINGS, self._settings)
        for profile_id in self._found():
            document = self._read(_PROFILE, self._path(profile_id))
            self._profiles[profile_id] = Profile(profile_id, **document.values)
            if not any(isinstance(item, BadFile) for item in document.news):
                self._filed.add(profile_id)
        if not self._profiles:
            self._take(Profile(self._fresh_id()), {})
        wanted = settings.values.get(CURRENT_PROFILE.key, "")
        return wanted if wanted in self._profiles else self.profiles[0].id

    def _found(self) -> list[str]:
        """The ids of the profiles that have files."""
        try:
            names = [_FILE.fullmatch(path.name) for path in self._folder.iterdir()]
        except FileNotFoundError:
            return []
        except OSError:
            self._told.append(BadFile(self._folder, None, "unreadable"))
            return []
        return sorted(name[1] for name in names if name)

    def _read(self, kind: Kind, path: Path) -> Document:
        document = kind.read(path, self._clock())
        self._told.extend(document.news)
        self._tables[path] = document.table
        return document

    def _path(self, profile_id: str) -> Path:
        return self._folder / f"{profile_id}.toml"

    def _known(self, profile_id: str) -> Profile:
        if profile_id not in self._profiles:
            raise UnknownProfile(profile_id)
        return self._profiles[profile_id]

    def _fresh_id(self) -> str:
        return os.urandom(6).hex()

    def _refuse_duplicate(self, name: str, profile_id: str) -> None:
        for other in self._profiles.values():
            if other.id != profile_id and name and same_name(other.name, name):
                raise BadOption(NAME.key, name, "duplicate")

    def _take(self, profile: Profile, table: Table) -> Profile:
        self._profiles[profile.id] = profile
        self._tables[self._path(profile.id)] = table
        return profile

    def _forget(self, profile_id: str) -> Table:
        path = self._path(profile_id)
        del self._profiles[profile_id]
        self._filed.discard(profile_id)
        self._unsaved.pop(path, None)
        self._failed.pop(path, None)
        self._told = [item for item in self._told if item.path != path]
        return self._tables.pop(path)

    def _touch(self, profile_id: str) -> None:
        """Note that a profile must be saved: from now on it is to outlive the program."""
        self._filed.add(profile_id)
        self._unsaved[self._path(profile_id)] = None

    def _keep_current(self) -> None:
        """Beside other profiles a current one that is in memory only would be forgotten: save it too."""
        if self._current not in self._filed:
            self._touch(self._current)

    def _point_to_current(self) -> None:
        """Let the settings name the current profile, if that is to outlive the program."""
        wanted = self._current if self._current in self._filed else None
        table = changed(self._tables[self._settings], {CURRENT_PROFILE.key: wanted})
        if table != self._tables[self._settings]:
            self._tables[self._settings] = table
            self._unsaved[self._settings] = None

    def _bring_back(self, path: Path, removed: Removed) -> None:
        """Write a removed file byte for byte; if that fails, or there was none, leave it to the next save."""
        self._filed.add(removed.profile.id)
        self._unsaved[path] = None
        if removed.content is None:
            return
        try:
            write_whole(path, removed.content)
        except SaveFailed:
            return
        del self._unsaved[path]

    def _save(self, telling: Iterable[Path]) -> None:
        """Save all that is not saved; raise the first fault of a file in `telling`, note the others."""
        faults = [fault for path in list(self._unsaved) if (fault := self._save_one(path))]
        wanted = set(telling)
        for fault in faults:
            if fault.path in wanted:
                raise fault

    def _save_one(self, path: Path) -> SaveFailed | None:
        kind = _SETTINGS if path == self._settings else _PROFILE
        try:
            self._told.extend(kind.save(path, self._tables[path], self._clock()))
        except SaveFailed as fault:
            self._failed[path] = NotSaved(path, fault.cause)
            return fault
        self._unsaved.pop(path, None)
        self._failed.pop(path, None)
        return None


def _content(path: Path) -> bytes | None:
    """The file's bytes; None if there are none that could be read."""
    try:
        content = content_of(path)
    except OSError:
        return None
    return content if len(content) <= LARGEST else None
