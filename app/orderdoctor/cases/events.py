"""What can happen to a case: one frozen class for each kind of event, and their JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, ClassVar, Final, Literal, NamedTuple

from orderdoctor.cases.times import as_utc, from_text, to_text

Verdict = Literal["match", "ambiguous", "unknown"]
Worked = Literal["yes", "not-yet", "no"]


class UnreadableEventError(ValueError):
    """A stored event that no class of ours can be made of."""


class Alternative(NamedTuple):
    """A reason that was in the running, with its probability (0 to 1)."""

    reason: str
    probability: float


class ShownStep(NamedTuple):
    """The text of a step as the user saw it.

    The key is "<solution id>/<step id>", for steps of a fix of another reason "<reason id>/<solution id>/<step id>".
    """

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """What happened. The kind is the name in the file, stable for ever."""

    kind: ClassVar[str] = ""


@dataclass(frozen=True, slots=True)
class Opened(Event):
    """The case began with a text (pasted or in the user's own words) and what was understood of it."""

    kind: ClassVar[str] = "opened"
    text: str
    language: str
    system: str | None
    codes: tuple[str, ...]
    verdict: Verdict
    alternatives: tuple[Alternative | tuple[str, float], ...]
    catalog_version: str


@dataclass(frozen=True, slots=True)
class ReasonChosen(Event):
    """The user went for a reason and one of its solutions; title and shown are what they were guided by.

    also: other fixes, as reason id and solution id, that are done in the same go and tested by the same last step.
    """

    kind: ClassVar[str] = "reason-chosen"
    reason: str
    probability: float
    solution: str | None
    title: str
    shown: tuple[ShownStep | tuple[str, str], ...]
    also: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Answered(Event):
    """A question was answered; a later answer to the same question takes its place.

    `answer` may be `dont-know`; `question` may be `way`, and then the answer is where the user pointed on the order's way.
    """

    kind: ClassVar[str] = "answered"
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Checked(Event):
    """An offline check was made; `speaks` says by how much its result makes each reason likelier (1 = no news)."""

    kind: ClassVar[str] = "checked"
    tool: str
    speaks: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class StepDone(Event):
    """A step was ticked."""

    kind: ClassVar[str] = "step-done"
    step: str


@dataclass(frozen=True, slots=True)
class StepReopened(Event):
    """A step is to be done again: neither ticked nor blocked."""

    kind: ClassVar[str] = "step-reopened"
    step: str


@dataclass(frozen=True, slots=True)
class StepBlocked(Event):
    """A step can't be done."""

    kind: ClassVar[str] = "step-blocked"
    step: str
    why: str


@dataclass(frozen=True, slots=True)
class StepNoted(Event):
    """The note on a step is now this one; an empty one takes it away."""

    kind: ClassVar[str] = "step-noted"
    step: str
    note: str


@dataclass(frozen=True, slots=True)
class Noted(Event):
    """A note on the whole case."""

    kind: ClassVar[str] = "noted"
    note: str


@dataclass(frozen=True, slots=True)
class WaitingUntil(Event):
    """The case waits, perhaps for a step; ticking that step ends the wait."""

    kind: ClassVar[str] = "waiting-until"
    until: datetime
    step: str | None

    def __post_init__(self) -> None:
        """Keep the moment in UTC."""
        object.__setattr__(self, "until", as_utc(self.until))


@dataclass(frozen=True, slots=True)
class WaitingEnded(Event):
    """The case waits no longer."""

    kind: ClassVar[str] = "waiting-ended"


@dataclass(frozen=True, slots=True)
class Outcome(Event):
    """Whether the solution worked; a "no" speaks of the fixes done in the same go too."""

    kind: ClassVar[str] = "outcome"
    worked: Worked
    reason: str
    solution: str | None


@dataclass(frozen=True, slots=True)
class HandedOver(Event):
    """Somebody else takes care of the case."""

    kind: ClassVar[str] = "handed-over"
    to: str
    note: str


@dataclass(frozen=True, slots=True)
class Reopened(Event):
    """A solved case, or one that was handed over, is open again."""

    kind: ClassVar[str] = "reopened"


@dataclass(frozen=True, slots=True)
class Titled(Event):
    """The user's own name for the case; an empty one takes it away."""

    kind: ClassVar[str] = "titled"
    title: str


@dataclass(frozen=True, slots=True)
class Undone(Event):
    """The event with this number counts no longer; if it is an Undone, what that withdrew counts again."""

    kind: ClassVar[str] = "undone"
    seq: int


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event at its place: `seq` counts through the whole store and gives the order, not the clock."""

    seq: int
    at: datetime
    event: Event


KINDS: Final[Mapping[str, type[Event]]] = {
    kind.kind: kind
    for kind in (
        Opened, ReasonChosen, Answered, Checked, StepDone, StepReopened, StepBlocked, StepNoted, Noted, WaitingUntil,
        WaitingEnded, Outcome, HandedOver, Reopened, Titled, Undone,
    )
}  # fmt: skip

_FROM_JSON: Final[Mapping[str, Callable[[Any], Any]]] = {
    "until": from_text,
    "codes": tuple,
    "alternatives": lambda pairs: tuple(Alternative(*pair) for pair in pairs),
    "shown": lambda pairs: tuple(ShownStep(*pair) for pair in pairs),
    "also": lambda pairs: tuple((str(reason), str(solution)) for reason, solution in pairs),
}


def without_surrogates(text: str) -> str:
    """Return the text with lone surrogates, which no file can hold, as U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def encode(event: Event) -> str:
    """Return the event's facts as JSON, without its kind."""
    facts = {field.name: getattr(event, field.name) for field in fields(event)}
    text = json.dumps(facts, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=to_text)
    return text if text.isascii() else without_surrogates(text)


def decode(kind: str, body: str) -> Event:
    """Return the event of this kind; facts that we don't know (of a newer program) are passed over.

    Raises UnreadableEventError.
    """
    if kind not in KINDS:
        raise UnreadableEventError(kind)
    event_type = KINDS[kind]
    known = {field.name for field in fields(event_type)}
    try:
        facts = {name: value for name, value in json.loads(body).items() if name in known}
        return event_type(**{name: _FROM_JSON.get(name, _same)(value) for name, value in facts.items()})
    except (ValueError, TypeError, AttributeError) as error:
        raise UnreadableEventError(kind) from error


def _same(value: Any) -> Any:  # noqa: ANN401 - JSON can be anything
    return value
