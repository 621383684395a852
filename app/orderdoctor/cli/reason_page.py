"""A reason on a page: problem, cause, what to do, what is safe, from where it is known."""

from __future__ import annotations

from collections.abc import Iterator

from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import Catalog, Disagreement, Reason, Solution, Source
from orderdoctor.cli.output import Page
from orderdoctor.i18n import Text, Words
from orderdoctor.phrasing import COSTS, WORKS, effort, source_line, waiting_time, warning_line


class ReasonPage:
    """Writes reasons in one language."""

    def __init__(self, page: Page, catalog: Catalog, words: Words) -> None:
        """Take where to write, what is known, and the language."""
        self._page = page
        self._catalog = catalog
        self._words = words

    def explanation(self, reason: Reason) -> None:
        """What happened and why; and that nobody knows why, where AliExpress does not say."""
        words = self._words
        self._part(words.tr("Problem"), reason.problem)
        self._part(words.tr("Cause"), reason.cause)
        if not reason.explained:
            self._page.text(
                words.tr(
                    "AliExpress gives no reason for this. "
                    "Nobody outside knows more, so nothing is guessed here."
                ),
                2,
            )

    def assurance(self, reason: Reason) -> None:
        """What is safe, what happens otherwise, how to prevent it."""
        words = self._words
        self._part(words.tr("What is safe"), reason.safe)
        self._part(words.tr("If you do nothing"), reason.if_ignored)
        self._part(words.tr("Next time"), reason.prevent)

    def solutions(self, reason: Reason, system: str | None, whole: bool) -> None:
        """The ways out for a system, or for each group of systems if it is not known.

        whole: every way with its steps; otherwise the first one has them and the others are only named.
        """
        words = self._words
        self._page.heading(words.tr("What to do"))
        for position, (systems, solutions) in enumerate(grouped(reason, system)):
            if position:
                self._page.blank()
            if not system:
                names = [
                    self._words.of(self._catalog.systems[name].name)
                    for name in systems
                    if name in self._catalog.systems
                ]
                self._page.text(words.tr("If you work with: {systems}").format(systems=" · ".join(names)), 2)
            for number, solution in enumerate(solutions):
                if whole or not number:
                    self.solution(solution)
            others = () if whole else solutions[1:]
            for other in others:
                self._page.item(
                    "–", words.tr("If that does not help: {fix}").format(fix=self.solution_line(other))
                )
        if not whole:
            self._page.text(
                words.tr("All fixes in full: {command}").format(command=f"orderdoctor show {reason.id}"), 2
            )

    def solution_line(self, solution: Solution) -> str:
        """A way out in one line: its title, what it takes, how often it works."""
        words = self._words
        facts = [
            effort(self._catalog.minutes(solution), words),
            words.marked(COSTS[solution.costs]),
            words.marked(WORKS[solution.works]),
        ]
        if solution.wait_hours:
            facts.insert(
                1, words.tr("{time} of waiting").format(time=waiting_time(solution.wait_hours, words))
            )
        return words.tr("{title} ({facts})").format(title=words.of(solution.title), facts=" · ".join(facts))

    def solution(self, solution: Solution) -> None:
        """A way out with its numbered steps under the places they are done at."""
        self._page.item("→", self.solution_line(solution))
        place = ""
        for number, step in enumerate(solution.steps, 1):
            if step.place != place:
                place = step.place
                self._page.text(self.place_name(place), 4)
            self._page.item(f"{number}.", self._plain(step.do), 6)
            warning = warning_line(step, self._catalog.labels, self._words)
            if warning:
                self._page.item("!", warning, 9)
            if step.see:
                self._page.text(self._words.tr("Then: {text}").format(text=self._plain(step.see)), 9)

    def place_name(self, place: str) -> str:
        """Where a step is done."""
        known = self._catalog.places.get(place)
        return self._words.of(known.name) if known else place

    def sources(self, reason: Reason) -> None:
        """From where it is known, with dates; and where sources contradict each other."""
        words = self._words
        self._page.heading(words.tr("Where this is known from"))
        for source in sources_of(reason, self._catalog):
            self._page.item("–", source_line(source, words))
        for disagreement in reason.disagreements:
            self.disagreement(disagreement)

    def disagreement(self, disagreement: Disagreement) -> None:
        """What sources say against each other, one under the other, and what is safer."""
        words = self._words
        self._page.heading(
            words.tr("Sources disagree: {question}").format(question=self._plain(disagreement.question))
        )
        for claim in disagreement.claims:
            source = self._catalog.sources.get(claim.source)
            name = source_line(source, words) if source else claim.source
            self._page.item(
                "–", words.tr("{source}: {text}").format(source=name, text=self._plain(claim.says))
            )
        self._page.text(words.tr("Safer: {text}").format(text=self._plain(disagreement.safer)), 2)

    def _part(self, title: str, text: Text) -> None:
        if text:
            self._page.heading(title)
            self._page.text(self._plain(text), 2)

    def _plain(self, text: Text) -> str:
        return plain(self._words.of(text), self._catalog.labels, self._words)


def grouped(reason: Reason, system: str | None) -> Iterator[tuple[tuple[str, ...], tuple[Solution, ...]]]:
    """The ways out for one system, or by groups of systems that share the same ones: (systems, solutions)."""
    if system in reason.systems or len(reason.systems) == 1:
        yield reason.systems if system is None else (system,), reason.solutions_for(system)
        return
    groups: dict[tuple[Solution, ...], list[str]] = {}
    for name in reason.systems:
        groups.setdefault(reason.solutions_for(name), []).append(name)
    for solutions, systems in groups.items():
        yield tuple(systems), solutions


def sources_of(reason: Reason, catalog: Catalog) -> list[Source]:
    """The sources that a reason, its messages and its disagreements rest on, each once."""
    ids = [citation.source for citation in reason.citations]
    ids += [message.source for message in reason.messages]
    return [catalog.sources[name] for name in dict.fromkeys(ids) if name in catalog.sources]
