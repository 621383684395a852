"""The field's things as values: what a reason is, what a solution is, where a claim comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from orderdoctor.i18n import Text

FREQUENCY = {"common": 3.0, "occasional": 1.0, "rare": 0.3}
"""How often users meet a reason compared with the others, before any evidence: weights, not probabilities."""

WORKS = {"always": 0.97, "usually": 0.85, "sometimes": 0.5, "rarely": 0.2}
"""How often a solution gets the order moving if its reason is the true one (probabilities)."""

SAYS = {"always": 20.0, "usually": 8.0, "sometimes": 2.5, "rarely": 0.5, "never": 0.05}
"""How often people with a reason give an answer: weights, which are made to add up to 1 over a question's answers."""

COSTS = ("free", "maybe", "money")
WARNS = ("irreversible", "money", "double-order", "time")
TOOLS = ("tracking", "customer", "status", "dates", "split", "reader")
ACTORS = ("you", "aliexpress", "supplier", "app", "shop")
SOURCE_KINDS = ("official", "official-copy", "app-help", "guide", "code", "user")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim comes from. date: ISO day that the page itself names, or empty; status: `deprecated` or empty."""

    id: str
    name: Text
    kind: str
    where: str
    date: str
    status: str


@dataclass(frozen=True, slots=True)
class System:
    """Where users meet a reason: an app, AliExpress, the open platform.

    hints: folded words by which texts name it; through: the system on which it acts for its users, who may name either.
    """

    id: str
    name: Text
    hints: tuple[str, ...]
    through: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a step is done. minutes: what it costs to go there once; all steps of one place share it."""

    id: str
    name: Text
    minutes: float


@dataclass(frozen=True, slots=True)
class Label:
    """A word on someone's screen. meaning: its English sense, which is translated; screen: the label in other languages."""

    id: str
    label: str
    lang: str
    meaning: Text
    screen: Mapping[str, str]
    system: str
    source: str
    code: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One action. wait_hours: how long to wait (steps at the place `wait`); tool: the offline check that helps here."""

    id: str
    place: str
    do: Text
    see: Text
    warning: Text
    warns: str
    wait_hours: float
    tool: str


@dataclass(frozen=True, slots=True)
class Solution:
    """One way out of a reason, for some systems. minutes: the user's own effort without going there and waiting."""

    id: str
    systems: tuple[str, ...]
    title: Text
    minutes: float
    works: str
    costs: str
    steps: tuple[Step, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """The places to go to, each once, in order."""
        return tuple(dict.fromkeys(step.place for step in self.steps))

    @property
    def wait_hours(self) -> float:
        """The longest wait in it, in hours."""
        return max((step.wait_hours for step in self.steps), default=0.0)

    def key(self, step: Step) -> str:
        """The step's stable key in cases: `<solution id>/<step id>`."""
        return f"{self.id}/{step.id}"


@dataclass(frozen=True, slots=True)
class Code:
    """An error code; shared: several reasons carry it, the message decides."""

    code: str
    shared: bool


@dataclass(frozen=True, slots=True)
class Citation:
    """A source that a reason rests on, and the row of the document in it, if it has rows."""

    source: str
    row: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says in a disagreement."""

    source: str
    says: Text


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A question that sources answer differently, and what is safer to rely on."""

    question: Text
    claims: tuple[Claim, ...]
    safer: Text


@dataclass(frozen=True, slots=True)
class Message:
    """What users see, word for word (exact) or its gist; lang: en, vi or zh."""

    text: str
    lang: str
    code: str
    source: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an order fails: what the user sees, why, and the ways out. explained: False where AliExpress gives no reason."""

    id: str
    frequency: str
    systems: tuple[str, ...]
    broader: str
    explained: bool
    title: Text
    problem: Text
    cause: Text
    safe: Text
    if_ignored: Text
    prevent: Text
    codes: tuple[Code, ...]
    citations: tuple[Citation, ...]
    disagreements: tuple[Disagreement, ...]
    solutions: tuple[Solution, ...]
    messages: tuple[Message, ...]

    @property
    def stage(self) -> str:
        """The part of the order's way: link, order, ship, cancel, refund, dispute, account, browser, api."""
        return self.id.split(".", 1)[0]

    def solutions_for(self, system: str | None) -> tuple[Solution, ...]:
        """The ways out for one system, or all of them when the system is not known or has none of its own."""
        own = tuple(solution for solution in self.solutions if system in solution.systems)
        return own or self.solutions


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a source document, in our own words (for developers, not translated)."""

    id: str
    gist: str
    background: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A source document with all of its rows."""

    id: str
    source: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of an order's way through an app. actor: who acts here (see ACTORS)."""

    id: str
    row: str
    title: Text
    actor: str
    happens: Text
    stuck: Text
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """An order's way through an app, stage by stage."""

    id: str
    system: str
    name: Text
    source: str
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """An order status of the platform: what seller and buyer can do in it, and what comes next."""

    id: str
    aliases: tuple[str, ...]
    screen: Mapping[str, str]
    name: Text
    meaning: Text
    seller_may_act: bool
    seller_may_ship: bool
    seller_can: Text
    buyer_can: Text
    next: tuple[str, ...]
    reasons: tuple[str, ...]
    sources: tuple[str, ...]
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class EndReason:
    """Why the platform ended an order."""

    id: str
    name: Text
    meaning: Text
    reasons: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class AppStatus:
    """A status that an app shows, with what to do next."""

    id: str
    system: str
    app: str
    label: str
    screen: Mapping[str, str]
    meaning: Text
    reasons: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that people can answer to a question."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Question:
    """What people can be asked. find_out: how to find out; minutes: the effort of answering.

    says: how often someone with a reason gives each answer (weights, see SAYS), by a reason's id, `<stage>.*` or `*`;
    the most specific key counts. An answer that is not listed is given `never`.
    """

    id: str
    ask: Text
    why: Text
    find_out: Text
    minutes: float
    answers: tuple[Answer, ...]
    says: Mapping[str, Mapping[str, float]]

    def chances(self, reason: Reason) -> tuple[float, ...]:
        """The probability of each answer if a reason is the true one, in the order of the answers; they add up to 1."""
        said: Mapping[str, float] = {}
        for key in (reason.id, f"{reason.stage}.*", "*"):
            if key in self.says:
                said = self.says[key]
                break
        weights = [said.get(answer.id, SAYS["never"]) for answer in self.answers]
        total = sum(weights)
        return tuple(weight / total for weight in weights)


@dataclass(frozen=True, slots=True)
class Prices:
    """What things cost beside the minutes of the steps, in minutes that a user would give to be spared them.

    question: the annoyance of one more question; maybe, money: a fix that may cost or costs money; irreversible,
    double_order: a step that can't be undone or may order twice; wait_hour: an hour of waiting, up to wait_most minutes
    in all; hand_over: writing to support or the supplier and what comes of it.
    """

    question: float
    maybe: float
    money: float
    irreversible: float
    double_order: float
    wait_hour: float
    wait_most: float
    hand_over: float


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing, state or act of the field, and the words for it in all languages (not folded)."""

    id: str
    name: Text
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything that is known. version: a short digest of the content, stored with each case."""

    version: str
    reasons: Mapping[str, Reason]
    systems: Mapping[str, System]
    places: Mapping[str, Place]
    labels: Mapping[str, Label]
    sources: Mapping[str, Source]
    documents: tuple[Document, ...]
    pipelines: tuple[Pipeline, ...]
    statuses: Mapping[str, Status]
    end_reasons: Mapping[str, EndReason]
    app_statuses: Mapping[str, AppStatus]
    questions: Mapping[str, Question]
    prices: Prices
    concepts: Mapping[str, Concept] = field(default_factory=dict)

    def minutes(self, solution: Solution) -> float:
        """The user's own effort with the ways there, in minutes: each place costs once."""
        return solution.minutes + sum(self.places[place].minutes for place in solution.places)

    def priors(self) -> dict[str, float]:
        """The probability of each reason before any evidence; they add up to 1."""
        weights = {reason.id: FREQUENCY[reason.frequency] for reason in self.reasons.values()}
        total = sum(weights.values())
        return {reason: weight / total for reason, weight in weights.items()}
