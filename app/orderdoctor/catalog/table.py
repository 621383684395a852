"""Reads TOML tables into values, and notes everything that is wrong instead of stopping at the first fault."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from orderdoctor.catalog.problems import Fault, Problem, line_of
from orderdoctor.i18n import Text


@dataclass
class Notes:
    """The problems found so far, and the TOML texts in which their lines are looked up."""

    sources: Mapping[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, file: str, key: str, fault: Fault, **facts: object) -> None:
        """Note a problem at a key of a file."""
        line = line_of(self.sources[file], key) if file in self.sources and key else 0
        self.problems.append(Problem(file, key, line, fault, facts))


class Table:
    """One TOML table being read: asks for keys, notes what is missing, wrong or left over."""

    def __init__(self, file: str, at: str, values: Mapping[str, object], notes: Notes) -> None:
        """Take the table's file, its dotted position (empty = the whole file) and its values."""
        self.file = file
        self.at = at
        self._values = values
        self._notes = notes
        self._read: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def note(self, key: str, fault: Fault, **facts: object) -> None:
        """Note a problem with one of this table's keys."""
        self._notes.add(self.file, self._path(key), fault, **facts)

    def word(self, key: str, default: str | None = None, among: Collection[str] = ()) -> str:
        """A short text that no user reads: an id, a code, a name. Required unless there is a default."""
        value = self._take(key, str, default)
        if not isinstance(value, str):
            return default or ""
        if among and value not in among:
            self.note(key, Fault.NOT_ALLOWED, value=value, allowed=", ".join(sorted(among)))
        return value

    def words(self, key: str, required: bool = False) -> tuple[str, ...]:
        """A list of ids or names."""
        value = self._take(key, list, None if required else [])
        if not isinstance(value, list):
            return ()
        if any(not isinstance(item, str) for item in value):
            self.note(key, Fault.WRONG_TYPE, expected="list of texts")
            return ()
        return tuple(value)

    def text(self, key: str, context: str, required: bool = True) -> Text:
        """A text that users read; `context` is its stable name in the translations."""
        value = self._take(key, str, None if required else "")
        if not isinstance(value, str):
            return Text(context, "")
        if required and not value.strip():
            self.note(key, Fault.EMPTY)
        return Text(context, value)

    def number(self, key: str, default: float | None = None, low: float = 0, high: float = 1e6) -> float:
        """A number from low to high, both included."""
        value = self._take(key, (int, float), default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return default or 0.0
        if not low <= value <= high:
            self.note(key, Fault.OUT_OF_RANGE, value=value, low=low, high=high)
        return float(value)

    def flag(self, key: str, default: bool) -> bool:
        """A yes or no."""
        value = self._take(key, bool, default)
        return value if isinstance(value, bool) else default

    def strings(self, key: str) -> dict[str, str]:
        """A small table of texts, as `screen = { vi = "…" }`."""
        value = self._take(key, dict, {})
        return {str(k): str(v) for k, v in value.items()} if isinstance(value, dict) else {}

    def nested_strings(self, key: str) -> dict[str, dict[str, str]]:
        """A table of small tables of texts, as `"order.*" = { yes = "usually" }`."""
        value = self._take(key, dict, None)
        found: dict[str, dict[str, str]] = {}
        for name, inner in value.items() if isinstance(value, dict) else ():
            if isinstance(inner, dict):
                found[str(name)] = {str(k): str(v) for k, v in inner.items()}
            else:
                self.note(f"{key}.{name}", Fault.WRONG_TYPE, expected="table")
        return found

    def tables(self, key: str) -> Iterator[Table]:
        """The tables of an array, in order."""
        value = self._take(key, list, [])
        for position, item in enumerate(value if isinstance(value, list) else []):
            if isinstance(item, dict):
                yield Table(self.file, f"{self._path(key)}[{position}]", item, self._notes)
            else:
                self.note(f"{key}[{position}]", Fault.WRONG_TYPE, expected="table")

    def finish(self) -> None:
        """Note the keys that nobody asked for: typing mistakes, mostly."""
        for key in self._values:
            if key not in self._read:
                self.note(key, Fault.UNKNOWN_KEY)

    def _path(self, key: str) -> str:
        return f"{self.at}.{key}" if self.at else key

    def _take(self, key: str, kind: type | tuple[type, ...], default: object) -> object:
        self._read.add(key)
        if key not in self._values:
            if default is None:
                self.note(key, Fault.MISSING)
            return default
        value = self._values[key]
        if not isinstance(value, kind):
            expected = kind.__name__ if isinstance(kind, type) else "number"
            self.note(key, Fault.WRONG_TYPE, expected=expected)
            return default
        return value
