"""An inquiry: everything that is known of one trouble, and what to do next about it.

Text, answers, checks, failed fixes, where the user pointed: all of it is evidence in one belief. An inquiry is a value;
each thing that is learned makes a new one. The window, the terminal and a stored case all work with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from orderdoctor.cases.case import Case
from orderdoctor.cases.events import Answered, Checked, Event, Outcome
from orderdoctor.casework import evidence_of_tool, failed_fix, fixes_of, out_of_reach
from orderdoctor.catalog.model import Catalog, Question, Solution
from orderdoctor.diagnosis.answers import UNKNOWN, contradictions
from orderdoctor.diagnosis.belief import believe
from orderdoctor.diagnosis.doctor import Diagnosis, Doctor
from orderdoctor.diagnosis.evidence import CHOSEN, NOT, Evidence, Kind
from orderdoctor.diagnosis.pointing import WAY, pointed
from orderdoctor.diagnosis.troubleshooter import SYSTEM, Move, Plan, Troubleshooter
from orderdoctor.masking import filled, unfilled

WRONG = 0.005
"""How likely a reason still is after the user said "this is not it", compared with before."""

TRUST = 0.8
"""How often people are right who go for a reason by themselves, against or without what their text says: our judgement."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is known. first: the diagnosis of the text (of an empty one if there was none); text: as it was pasted.

    answers: question id and answer id, in the order they were asked; failed: fixes that did not help, as reason id and
    solution id (None: some fix of that reason); rejected: reasons that the user ruled out; checks: by tool, what its
    result says of the reasons; blocked: fixes, as reason id and solution id, that the user can't do, which says nothing
    of the reasons; chosen: the reason that the user went for first.
    """

    text: str
    first: Diagnosis
    answers: tuple[tuple[str, str], ...] = ()
    failed: tuple[tuple[str, str | None], ...] = ()
    rejected: tuple[str, ...] = ()
    checks: tuple[tuple[str, Mapping[str, float]], ...] = ()
    blocked: tuple[tuple[str, str], ...] = ()
    chosen: str = ""

    @property
    def system(self) -> str | None:
        """Where the user works: as they answered, else as the text or their profile says."""
        answered = dict(self.answers).get(SYSTEM, UNKNOWN)
        return answered if answered != UNKNOWN else self.first.system

    def answered(self, question: str, answer: str) -> Inquiry:
        """With an answer; a new one to the same question takes the place of the old one."""
        if question in dict(self.answers):
            return replace(self, answers=tuple((q, answer if q == question else a) for q, a in self.answers))
        return replace(self, answers=(*self.answers, (question, answer)))

    def back(self) -> Inquiry:
        """Without the last answer."""
        return replace(self, answers=self.answers[:-1])

    def tried(self, reason: str, solution: str | None) -> Inquiry:
        """With a fix that did not help."""
        return replace(self, failed=(*self.failed, (reason, solution)))

    def without(self, reason: str) -> Inquiry:
        """With a reason ruled out by the user."""
        return replace(self, rejected=(*self.rejected, reason))

    def checked(self, tool: str, speaks: Mapping[str, float]) -> Inquiry:
        """With the result of an offline check; a new one of the same tool takes the place of the old one."""
        return replace(self, checks=(*((t, s) for t, s in self.checks if t != tool), (tool, speaks)))


def events_of(inquiry: Inquiry) -> tuple[Event, ...]:
    """What a new case is told beside the text: the answers, the results of checks, the fixes that did not help."""
    return (
        *(Answered(question, answer) for question, answer in inquiry.answers),
        *(Checked(tool, dict(speaks)) for tool, speaks in inquiry.checks),
        *(Outcome("no", reason, solution) for reason, solution in inquiry.failed),
    )


class Counsel:
    """Answers for inquiries: what they come to, and what to do next."""

    def __init__(self, catalog: Catalog, doctor: Doctor, troubleshooter: Troubleshooter) -> None:
        """Take what is known, who reads texts, and who decides."""
        self.catalog = catalog
        self.doctor = doctor
        self._troubleshooter = troubleshooter

    def begin(self, text: str, system: str | None = None) -> Inquiry:
        """An inquiry about a text, which may be empty; system: where the user works, if they said so."""
        return Inquiry(text, self.doctor.diagnose(text, system))

    def told(self, inquiry: Inquiry, more: str, system: str | None = None) -> Inquiry:
        """The inquiry with more text, joined to what was told before; what was answered and tried stays."""
        text = "\n".join(part for part in (inquiry.text, more) if part)
        return replace(inquiry, text=text, first=self.doctor.diagnose(text, system))

    def resumed(self, case: Case) -> Inquiry:
        """The inquiry that a case stands for."""
        return Inquiry(
            case.text,
            self._read_again(case.text, case.system or self._system_of(case)),
            answers=tuple(case.answers.items()),
            failed=tuple((attempt.reason, attempt.solution) for attempt in case.tried if attempt.worked == "no"),
            checks=tuple(case.checks.items()),
            blocked=out_of_reach(case, self.catalog),
            chosen=case.first_reason or "",
        )

    def _read_again(self, stored: str, system: str | None) -> Diagnosis:
        """What a stored text tells: what was masked in it counts as a number; the places are those of the stored text."""
        first = self.doctor.diagnose(filled(stored), system)
        return replace(
            first,
            evidence=tuple(
                replace(piece, spans=tuple(unfilled(stored, span) for span in piece.spans)) for piece in first.evidence
            ),
        )

    def _system_of(self, case: Case) -> str | None:
        """Where the user works, judged by the fix that they chose; None if that is one for several systems."""
        fixes = fixes_of(case, self.catalog)[:1]
        return fixes[0][1].systems[0] if fixes and len(fixes[0][1].systems) == 1 else None

    def diagnosis(self, inquiry: Inquiry) -> Diagnosis:
        """What everything together says."""
        first = inquiry.first
        return self.doctor.conclude(tuple(self.evidence(inquiry)), inquiry.system, first.language, first.cut)

    def evidence(self, inquiry: Inquiry) -> list[Evidence]:
        """All that speaks: the text first, then what came after it. A system that was answered outranks a guessed one."""
        known = dict(inquiry.answers)
        first = list(inquiry.first.evidence)
        if known.get(SYSTEM, UNKNOWN) != UNKNOWN:
            first = [piece for piece in first if piece.kind is not Kind.SYSTEM]
        answers = [self._answer(question, answer) for question, answer in inquiry.answers]
        checks = [evidence_of_tool(tool, speaks) for tool, speaks in inquiry.checks if speaks]
        failed = [self._failure(reason, solution) for reason, solution in inquiry.failed]
        rejected = [Evidence(Kind.ANSWER, f"{NOT}/{reason}", {reason: WRONG}, 1.0) for reason in inquiry.rejected]
        chosen = self._choice(inquiry)
        return [piece for piece in (*first, chosen, *answers, *checks, *failed, *rejected) if piece is not None]

    def _choice(self, inquiry: Inquiry) -> Evidence | None:
        """What it says that the user went for a reason: nothing if the text alone suggested it."""
        likely = believe(self.doctor.priors, inquiry.first.evidence).get(inquiry.chosen, 0.0) if inquiry.chosen else 0.0
        if not 0 < likely < TRUST:
            return None
        others = likely / (1 - likely) * (1 - TRUST) / TRUST
        return Evidence(Kind.ANSWER, f"{CHOSEN}/{inquiry.chosen}", {inquiry.chosen: 1.0}, others)

    def move(self, inquiry: Inquiry) -> Move:
        """What is best now: a question, a fix, or handing over."""
        asked = [question for question, _ in inquiry.answers if question != WAY]
        return self._troubleshooter.next(self._belief(inquiry), inquiry.system, asked, self._tried(inquiry))

    def plan(self, inquiry: Inquiry) -> Plan:
        """The fixes to try, in the cheapest order, if nothing more is asked."""
        return self._troubleshooter.plan(self._belief(inquiry), inquiry.system, self._tried(inquiry))

    def in_one_go(self, inquiry: Inquiry, reason: str, solution: str) -> tuple[tuple[str, Solution], ...]:
        """The other fixes that are best done in one go with a fix, and tested once: those of its trial in the plan."""
        for trial in self.plan(inquiry).trials:
            named = [(name, fix.id) for name, fix in trial.remedy.fixes]
            if (reason, solution) in named:
                return tuple(pair for pair in trial.remedy.fixes if (pair[0], pair[1].id) != (reason, solution))
        return ()

    def question(self, inquiry: Inquiry) -> Question | None:
        """The question that is worth asking now; None if none is."""
        move = self.move(inquiry)
        return self.catalog.questions[move.question] if move.question else None

    def contradictions(self, inquiry: Inquiry) -> tuple[tuple[Evidence, Evidence], ...]:
        """The pairs of observations that hardly go together. Ruling a reason out is a wish to look further, no report."""
        reports = [piece for piece in self.evidence(inquiry) if not piece.what.startswith(f"{NOT}/")]
        return contradictions(reports, self.catalog.reasons)

    def _belief(self, inquiry: Inquiry) -> dict[str, float]:
        return believe(self.doctor.priors, self.evidence(inquiry))

    def _tried(self, inquiry: Inquiry) -> frozenset[tuple[str, str]]:
        failed = {(reason, solution) for reason, solution in inquiry.failed if solution}
        return frozenset(failed.union(inquiry.blocked))

    def _answer(self, question: str, answer: str) -> Evidence | None:
        if question == WAY:
            return pointed(answer, self.catalog)
        return self._troubleshooter.table.evidence(question, answer)

    def _failure(self, reason: str, solution: str | None) -> Evidence | None:
        """The failure of a fix. A fix that is not named is taken to be the first of its reason."""
        known = self.catalog.reasons.get(reason)
        fixes = [fix for fix in known.solutions if solution in (None, fix.id)] if known else []
        return failed_fix(reason, fixes[0]) if fixes else None
