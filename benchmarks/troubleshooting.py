"""What the troubleshooter costs its users: our decisions against the optimum and against simpler ways, in one run.

    python benchmarks/troubleshooting.py [--users 400]

Two kinds of users. The model's: a reason drawn from the catalog's frequencies, answers drawn from the tables of the
questions, with a share of wrong answers and of *I don't know*. And written ones (benchmarks/data/cases.jsonl): facts and
answers by people who had not seen those tables. A user's cost is minutes: questions, fixes, and handing over at the end.

Ways compared: ours; fixes by efficiency and no questions; questions by information gain until one reason has 0.9; a
fixed decision tree; anything at random. On groups small enough the optimum is computed (dynamic programming over all
states of answers and failed fixes) and compared with the exact expected cost of our decisions.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "packaging")]

import assemble  # noqa: E402
from orderdoctor.catalog.model import Catalog, Reason  # noqa: E402
from orderdoctor.diagnosis.answers import LAPSE, UNKNOWN  # noqa: E402
from orderdoctor.diagnosis.belief import PRIOR_OF_NONE, believe  # noqa: E402
from orderdoctor.diagnosis.doctor import Doctor  # noqa: E402
from orderdoctor.diagnosis.evidence import NONE, Evidence, Kind  # noqa: E402
from orderdoctor.diagnosis.remedies import Remedy, remedies_for  # noqa: E402
from orderdoctor.diagnosis.repair import by_efficiency  # noqa: E402
from orderdoctor.diagnosis.troubleshooter import MOST_QUESTIONS, SYSTEM, Troubleshooter, entropy  # noqa: E402
from orderdoctor.main import Parts  # noqa: E402
from orderdoctor.paths import user_paths  # noqa: E402


@dataclass
class User:
    """Somebody in trouble. answers: by question; luck: by fix, from 0 to 1, decides whether it works."""

    reason: str
    system: str
    answers: Mapping[str, str]
    luck: random.Random
    known: tuple[Evidence, ...] = ()
    drawn: dict[str, float] = field(default_factory=dict)

    def fixed_by(self, remedy: Remedy) -> bool:
        """Whether a fix works for this user; the same fix always comes out the same."""
        at = self.drawn.setdefault(remedy.action.key, self.luck.random())
        return at < remedy.action.cures.get(self.reason, 0.0)


def model_user(catalog: Catalog, chance: random.Random, wrong: float, unsure: float) -> User:
    """A user drawn from the catalog's own model."""
    priors = catalog.priors()
    reason = catalog.reasons[chance.choices(list(priors), list(priors.values()))[0]]
    system = chance.choice(reason.systems)
    answers = {key: _answer(catalog, key, reason, system, chance, wrong, unsure) for key in catalog.questions}
    return User(reason.id, system, answers, random.Random(chance.random()))


def _answer(
    catalog: Catalog, key: str, reason: Reason, system: str, chance: random.Random, wrong: float, unsure: float
) -> str:
    question = catalog.questions[key]
    ids = [answer.id for answer in question.answers]
    dice = chance.random()
    if dice < unsure and key != SYSTEM:
        return UNKNOWN
    if chance.random() < wrong:
        return chance.choice(ids)
    return system if key == SYSTEM else chance.choices(ids, question.chances(reason))[0]


@dataclass
class Course:
    """How it went for one user."""

    minutes: float = 0.0
    questions: int = 0
    tries: int = 0
    solved: bool = False
    ranking: tuple[str, ...] = ()


@dataclass
class State:
    """What is known on the way."""

    doctor: Troubleshooter
    catalog: Catalog
    priors: Mapping[str, float]
    evidence: list[Evidence] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    failed: set[tuple[str, str]] = field(default_factory=set)
    system: str | None = None

    def belief(self) -> dict[str, float]:
        """What is believed now."""
        return believe(self.priors, self.evidence)


Choice = str | Remedy | None
"""A question's id, a fix, or None: hand over."""
Way = Callable[[State], Choice]


def walk(catalog: Catalog, doctor: Troubleshooter, user: User, way: Way) -> Course:
    """Go one way with one user, to the end."""
    state = State(doctor, catalog, catalog.priors(), list(user.known))
    course = Course()
    while True:
        choice = way(state)
        if not course.ranking and not isinstance(choice, str):
            belief = state.belief()
            course.ranking = tuple(sorted((name for name in belief if name), key=lambda name: -belief[name])[:3])
        if choice is None:
            course.minutes += catalog.prices.hand_over
            return course
        if isinstance(choice, str):
            course.questions += 1
            course.minutes += catalog.questions[choice].minutes + catalog.prices.question
            _told(state, choice, user.answers[choice])
            continue
        course.tries += 1
        course.minutes += choice.action.cost
        if user.fixed_by(choice):
            course.solved = True
            return course
        state.failed |= {(reason, fix.id) for reason, fix in choice.fixes}
        failed = {reason: 1 - works for reason, works in choice.action.cures.items()}
        state.evidence.append(Evidence(Kind.FAILED_FIX, choice.action.key, failed, 1.0))


def _told(state: State, question: str, answer: str) -> None:
    state.asked.append(question)
    piece = state.doctor.table.evidence(question, answer)
    if piece:
        state.evidence.append(piece)
        if question == SYSTEM:
            state.system = answer


def ours(state: State) -> Choice:
    """The decision of the program."""
    move = state.doctor.next(state.belief(), state.system, state.asked, state.failed)
    if move.question:
        return move.question
    return move.plan.trials[0].remedy if move.plan.trials else None


def without_questions(state: State) -> Choice:
    """The most efficient fix, and never a question; the best that a fixed order of fixes can be."""
    belief = {name: p for name, p in state.belief().items() if name}
    remedies = {r.action.key: r for r in _shop(state) if not {(x, f.id) for x, f in r.fixes} & state.failed}
    order = by_efficiency([r.action for r in remedies.values()], belief, state.catalog.prices.hand_over)
    return remedies[order[0].key] if order else None


@lru_cache(maxsize=32)
def _remedies(catalog: int, system: str | None) -> tuple[Remedy, ...]:
    return remedies_for(_CATALOGS[catalog], system)


_CATALOGS: dict[int, Catalog] = {}


def _shop(state: State) -> tuple[Remedy, ...]:
    _CATALOGS[id(state.catalog)] = state.catalog
    return _remedies(id(state.catalog), state.system)


def by_information(state: State) -> Choice:
    """The question that tells most, until a reason has 0.9 or ten were asked; then fixes by efficiency."""
    belief = state.belief()
    best = max(p for name, p in belief.items() if name)
    open_ = [key for key in state.catalog.questions if key not in state.asked]
    if best < 0.9 and len(state.asked) < MOST_QUESTIONS and open_:
        line = [belief[name] for name in state.doctor.table.hypotheses]
        return max(open_, key=lambda key: _bits(state, key, line))
    return without_questions(state)


def _bits(state: State, key: str, line: Sequence[float]) -> float:
    rows = state.doctor.table.likelihoods(key)
    answers = [sum(p * q for p, q in zip(line, row, strict=True)) for row in rows]
    doubt = sum(p * entropy(column) for p, column in zip(line, zip(*rows, strict=True), strict=True))
    return entropy(answers) - doubt


def random_way(chance: random.Random) -> Way:
    """Any question or any fix of one of the ten likeliest reasons, handing over after ten moves."""

    def way(state: State) -> Choice:
        if len(state.asked) + len(state.failed) >= 10:
            return None
        if chance.random() < 0.5:
            return chance.choice([key for key in state.catalog.questions if key not in state.asked])
        belief = state.belief()
        likely = set(sorted((n for n in belief if n), key=lambda name: -belief[name])[:10])
        fixes = [r for r in _shop(state) if likely & set(r.action.cures)]
        fixes = [r for r in fixes if not {(x, f.id) for x, f in r.fixes} & state.failed]
        return chance.choice(fixes) if fixes else None

    return way


class Tree:
    """A fixed decision tree, as a help page has it: a handful of questions by information gain, every answer believed."""

    def __init__(self, catalog: Catalog, deepest: int = 5) -> None:
        """Take the catalog and how many questions lead to a leaf at most."""
        self._catalog = catalog
        self._deepest = deepest
        self._next = lru_cache(maxsize=None)(self._next_of)

    def __call__(self, state: State) -> Choice:
        """The next question of the path, or a fix of what the leaf names."""
        path = tuple((piece.what.split("/", 1)) for piece in state.evidence if piece.kind is Kind.ANSWER)
        told = tuple((question, answer) for question, answer in path)
        unsure = tuple(key for key in state.asked if key not in dict(told))
        question, reasons = self._next(told, unsure)
        if question:
            return question
        fixes = [r for r in _shop(state) if set(reasons[:1]) & set(r.action.cures)]
        fixes = [r for r in fixes if not {(x, f.id) for x, f in r.fixes} & state.failed]
        return fixes[0] if fixes else None

    def _next_of(self, told: tuple[tuple[str, str], ...], unsure: tuple[str, ...]) -> tuple[str | None, list[str]]:
        weight = dict(self._catalog.priors())
        for question, answer in told:
            asked = self._catalog.questions[question]
            place = [known.id for known in asked.answers].index(answer)
            for reason in list(weight):
                chances = asked.chances(self._catalog.reasons[reason])
                if chances[place] < max(chances) / 3 and len(weight) > 1:
                    del weight[reason]
        reasons = sorted(weight, key=lambda reason: -weight[reason])
        asked_ids = {question for question, _ in told} | set(unsure)
        if len(reasons) == 1 or len(asked_ids) >= self._deepest:
            return None, reasons
        best = max((key for key in self._catalog.questions if key not in asked_ids), key=lambda k: self._gain(k, weight))
        return (best if self._gain(best, weight) > 0.2 else None), reasons

    def _gain(self, key: str, weight: Mapping[str, float]) -> float:
        question = self._catalog.questions[key]
        total = sum(weight.values())
        mixed = [0.0] * len(question.answers)
        doubt = 0.0
        for reason, w in weight.items():
            chances = question.chances(self._catalog.reasons[reason])
            mixed = [m + w / total * c for m, c in zip(mixed, chances, strict=True)]
            doubt += w / total * entropy(chances)
        return entropy(mixed) - doubt


def figures(name: str, courses: Sequence[Course], users: Sequence[User]) -> str:
    """One line of results."""
    n = len(courses)
    first = sum(c.ranking[:1] == (u.reason,) for c, u in zip(courses, users, strict=True)) / n
    third = sum(u.reason in c.ranking for c, u in zip(courses, users, strict=True)) / n
    asked = sorted(c.questions for c in courses)
    return (
        f"{name:34} {statistics.mean(c.minutes for c in courses):6.1f} min   top-1 {first:6.1%}  top-3 {third:6.1%}   "
        f"questions {statistics.mean(asked):4.1f} (max {asked[-1]})   tries {statistics.mean(c.tries for c in courses):.2f}"
        f"   solved {sum(c.solved for c in courses) / n:.1%}"
    )


def compare(catalog: Catalog, doctor: Troubleshooter, users: int) -> None:
    """All ways with the same users, under several shares of wrong and missing answers."""
    ways: list[tuple[str, Way]] = [
        ("ours", ours),
        ("efficiency, no questions", without_questions),
        ("information gain, then efficiency", by_information),
        ("fixed decision tree", Tree(catalog)),
        ("random", random_way(random.Random(5))),
    ]
    for wrong, unsure in ((0.0, 0.0), (0.1, 0.0), (0.2, 0.0), (0.0, 0.3), (0.1, 0.3), (0.2, 0.3)):
        print(f"\nmodel users, {wrong:.0%} wrong answers, {unsure:.0%} don't know (n={users})")
        for name, way in ways if (wrong, unsure) in ((0.0, 0.0), (0.1, 0.3)) else ways[:1]:
            chance = random.Random(11)
            people = [model_user(catalog, chance, wrong, unsure) for _ in range(users)]
            print("  " + figures(name, [walk(catalog, doctor, person, way) for person in people], people))


def written(catalog: Catalog, doctor: Troubleshooter) -> None:
    """The written cases, with the answers as they are, and with a tenth of them wrong."""
    path = ROOT / "benchmarks" / "data" / "cases.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
    for wrong in (0.0, 0.1, 0.2):
        chance = random.Random(3)
        people = []
        for row in rows:
            answers = {key: row["answers"].get(key, UNKNOWN) for key in catalog.questions}
            for key, question in catalog.questions.items():
                if answers[key] and chance.random() < wrong:
                    answers[key] = chance.choice(question.answers).id
            people.append(User(row["r"], row["system"], answers, random.Random(chance.random())))
        if people:
            courses = [walk(catalog, doctor, person, ours) for person in people]
            print("  " + figures(f"written cases, {wrong:.0%} wrong more", courses, people))
            if not wrong:
                _missed(courses, people)


def _missed(courses: Sequence[Course], people: Sequence[User]) -> None:
    stages: dict[str, list[bool]] = {}
    for course, person in zip(courses, people, strict=True):
        stages.setdefault(person.reason.split(".")[0], []).append(course.ranking[:1] == (person.reason,))
    print("    first by stage: " + ", ".join(f"{s} {sum(ok)}/{len(ok)}" for s, ok in sorted(stages.items())))


def after_a_text(catalog: Catalog, doctor: Troubleshooter, reader: Doctor, users: int) -> None:
    """People who pasted or wrote something first (the evaluation's own words), then answer as the model does."""
    rows = []
    for path in sorted((ROOT / "benchmarks" / "data").glob("eval-*.jsonl")):
        rows += [row for row in map(json.loads, path.read_text("utf-8").splitlines()) if row["r"] and row["kind"] == "own"]
    chance = random.Random(9)
    people = []
    for row in chance.sample(rows, users):
        reason = catalog.reasons[row["r"]]
        system = chance.choice(reason.systems)
        answers = {key: _answer(catalog, key, reason, system, chance, 0.0, 0.0) for key in catalog.questions}
        evidence = reader.diagnose(row["t"]).evidence
        people.append(User(reason.id, system, answers, random.Random(chance.random()), evidence))
    print("  " + figures("after a text in own words", [walk(catalog, doctor, p, ours) for p in people], people))


# --- the optimum, on groups that are small enough


@dataclass(frozen=True)
class Group:
    """A few reasons with some fixes and questions of theirs."""

    catalog: Catalog
    system: str


def groups(catalog: Catalog, doctor: Troubleshooter, most: int) -> list[Group]:
    """Groups of three or four reasons of one system and one stage, each with its three most telling questions."""
    table = doctor.table
    found = []
    chance = random.Random(4)
    for system in catalog.systems:
        here = [reason for reason in catalog.reasons.values() if system in reason.systems]
        for size in (3, 4):
            all_groups = [group for group in combinations(here, size) if len({reason.stage for reason in group}) == 1]
            for reasons in chance.sample(all_groups, min(len(all_groups), most)):
                found.append(_group(catalog, table.questions, system, reasons))
    return found


def _group(catalog: Catalog, questions: Mapping[str, object], system: str, reasons: Sequence[Reason]) -> Group:
    weights = {reason.id: 1.0 for reason in reasons}
    chosen = sorted((k for k in questions if k != SYSTEM), key=lambda k: -Tree(catalog)._gain(k, weights))[:3]
    cut = {reason.id: replace(reason, solutions=reason.solutions_for(system)[:2]) for reason in reasons}
    small = replace(catalog, reasons=cut, questions={key: catalog.questions[key] for key in chosen})
    return Group(small, system)


class Exact:
    """Expected costs in a group, by going through all its states: of the optimum, and of our decisions."""

    def __init__(self, group: Group) -> None:
        """Take the group."""
        self.catalog = group.catalog
        self.system = group.system
        self.doctor = Troubleshooter(group.catalog)
        self.remedies = remedies_for(group.catalog, group.system)
        self.prices = group.catalog.prices
        self._optimal: dict[tuple[frozenset[str], tuple[tuple[str, int], ...]], float] = {}

    def start(self) -> dict[str, float]:
        """The belief at the beginning: only the reasons of the group."""
        return dict(self.catalog.priors())

    def optimum(self, joint: dict[str, float], tried: frozenset[str], told: tuple[tuple[str, int], ...]) -> float:
        """The lowest expected cost from a state, weighted with the mass of the state."""
        key = (tried, told)
        if key not in self._optimal:
            mass = sum(joint.values())
            best = mass * self.prices.hand_over
            for remedy in self.remedies:
                if remedy.action.key not in tried:
                    left = _after(joint, remedy)
                    cost = mass * remedy.action.cost + self.optimum(left, tried | {remedy.action.key}, told)
                    best = min(best, cost)
            for question in self.catalog.questions:
                if question not in dict(told):
                    cost = mass * self._price(question)
                    for i, part in enumerate(self._parts(joint, question)):
                        cost += self.optimum(part, tried, tuple(sorted([*told, (question, i)])))
                    best = min(best, cost)
            self._optimal[key] = best
        return self._optimal[key]

    def ours(self, joint: dict[str, float], tried: frozenset[tuple[str, str]], asked: tuple[str, ...]) -> float:
        """The expected cost of our decisions from a state, weighted with the mass of the state."""
        mass = sum(joint.values())
        if mass < 1e-9:
            return 0.0
        belief = {reason: p / mass for reason, p in joint.items()}
        move = self.doctor.next(belief, self.system, asked, tried)
        if move.question:
            cost = mass * self._price(move.question)
            parts = self._parts(joint, move.question)
            return cost + sum(self.ours(part, tried, (*asked, move.question)) for part in parts)
        if not move.plan.trials:
            return mass * self.prices.hand_over
        remedy = move.plan.trials[0].remedy
        done = tried | {(reason, fix.id) for reason, fix in remedy.fixes}
        return mass * remedy.action.cost + self.ours(_after(joint, remedy), done, asked)

    def _price(self, question: str) -> float:
        return self.catalog.questions[question].minutes + self.prices.question

    def _parts(self, joint: dict[str, float], question: str) -> list[dict[str, float]]:
        rows = self.doctor.table.likelihoods(question)
        names = self.doctor.table.hypotheses
        return [{r: joint[r] * row[names.index(r)] for r in joint} for row in rows]


def _after(joint: Mapping[str, float], remedy: Remedy) -> dict[str, float]:
    return {reason: p * (1 - remedy.action.cures.get(reason, 0.0)) for reason, p in joint.items()}


def against_optimum(catalog: Catalog, doctor: Troubleshooter, most: int) -> None:
    """How far our decisions are above the optimum on the groups."""
    above = []
    for group in groups(catalog, doctor, most):
        exact = Exact(group)
        best = exact.optimum(exact.start(), frozenset(), ())
        above.append((exact.ours(exact.start(), frozenset(), ()) / best - 1, group))
    costs = [ratio for ratio, _ in above]
    worst, group = max(above, key=lambda pair: pair[0])
    print(f"\n{len(costs)} groups of 3 or 4 reasons, up to 8 fixes and 3 questions: above the optimum by "
          f"{statistics.mean(costs):.2%} on average, {worst:.2%} at worst ({', '.join(group.catalog.reasons)})")  # fmt: skip


def speed(catalog: Catalog, users: int) -> None:
    """The time of a decision on the way of users, with our library and with one of a thousand reasons."""
    for size in (len(catalog.reasons), 1000):
        reasons = dict(catalog.reasons)
        for number in range(size - len(reasons)):
            model = list(catalog.reasons.values())[number % len(catalog.reasons)]
            reasons[f"{model.id}-{number}"] = replace(model, id=f"{model.id}-{number}")
        big = replace(catalog, reasons=reasons) if size > len(catalog.reasons) else catalog
        began = time.perf_counter()
        quick = Troubleshooter(big)
        built = time.perf_counter() - began
        times: list[float] = []

        def timed(state: State, times: list[float] = times) -> Choice:
            belief = state.belief()
            start = time.perf_counter()
            move = state.doctor.next(belief, state.system, state.asked, state.failed)
            times.append(time.perf_counter() - start)
            return move.question or (move.plan.trials[0].remedy if move.plan.trials else None)

        chance = random.Random(2)
        for _ in range(users):
            walk(big, quick, model_user(catalog, chance, 0.0, 0.1), timed)
        times.sort()
        print(f"{size} reasons: a decision takes p50 {times[len(times) // 2] * 1e3:.1f} ms, "
              f"p99 {times[int(len(times) * 0.99)] * 1e3:.1f} ms (n={len(times)}, built in {built * 1e3:.0f} ms)")  # fmt: skip


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser()
    options.add_argument("--users", type=int, default=400)
    options.add_argument("--groups", type=int, default=4)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        parts = Parts(user_paths(folder), assemble.checkout_bundle())
        catalog = parts.catalog
        doctor = Troubleshooter(catalog)
        print(f"{len(catalog.reasons)} reasons, {len(catalog.questions)} questions; "
              f"a lapse of {LAPSE:.0%} and {PRIOR_OF_NONE:.0%} for {NONE or 'none of them'} are allowed for")  # fmt: skip
        compare(catalog, doctor, chosen.users)
        print()
        written(catalog, doctor)
        after_a_text(catalog, doctor, parts.doctor, chosen.users)
        against_optimum(catalog, doctor, chosen.groups)
        speed(catalog, 40)


if __name__ == "__main__":
    main()
