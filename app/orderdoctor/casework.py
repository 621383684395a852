"""What a case is told: events from a diagnosis and the catalog, and what follows a failed fix."""

from __future__ import annotations

from collections.abc import Mapping

from orderdoctor.cases.case import Case
from orderdoctor.cases.events import Opened, ReasonChosen, ShownStep
from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import WORKS, Catalog, Reason, Solution, Step
from orderdoctor.diagnosis.doctor import Diagnosis, Doctor
from orderdoctor.diagnosis.evidence import Evidence, Kind
from orderdoctor.i18n import Words
from orderdoctor.phrasing import step_text
from orderdoctor.tools.finding import Speaks


def opened(diagnosis: Diagnosis, text: str, catalog: Catalog, words: Words) -> Opened:
    """The beginning of a case."""
    return Opened(
        text=text,
        language=diagnosis.language or words.language.code,
        system=diagnosis.system,
        codes=diagnosis.codes(),
        verdict=diagnosis.verdict.value,
        alternatives=tuple((ranked.reason, ranked.probability) for ranked in diagnosis.ranking),
        catalog_version=catalog.version,
    )


def chosen(
    reason: Reason, solution: Solution | None, probability: float, catalog: Catalog, words: Words
) -> ReasonChosen:
    """The choice of a reason and a fix, with the texts that the user is guided by from now on."""
    steps = solution.steps if solution else ()
    return ReasonChosen(
        reason=reason.id,
        probability=probability,
        solution=solution.id if solution else None,
        title=plain(words.of(reason.title), catalog.labels, words),
        shown=tuple(
            ShownStep(solution.key(step), step_text(step, catalog.labels, words))
            for step in steps
            if solution is not None
        ),
    )


def step_of(case: Case, key: str, catalog: Catalog) -> Step | None:
    """The step that a key of a case means, if the library still has it."""
    reason = catalog.reasons.get(case.reason or "")
    for solution in reason.solutions if reason else ():
        for step in solution.steps:
            if solution.key(step) == key:
                return step
    return None


def known_of(case: Case) -> dict[str, str]:
    """What a case knows that a check can begin with: its text and the notes on its steps, the system, the reason."""
    notes = (state.note for state in case.steps.values())
    text = "\n".join(part for part in (case.text, *notes) if part)
    return {"text": text, "system": case.system or "", "reason": case.reason or ""}


def diagnosed_again(
    case: Case, doctor: Doctor, catalog: Catalog, checks: Mapping[str, Speaks] | None = None
) -> Diagnosis:
    """The diagnosis of a case with what was tried in vain: that is evidence too (diagnosis.md, 2).

    checks: what the results of offline checks say of the reasons, by tool.
    """
    first = doctor.diagnose(case.text, case.system)
    failures = tuple(
        failed_fix(attempt.reason, solution)
        for attempt in case.tried
        if attempt.worked == "no"
        for reason in [catalog.reasons.get(attempt.reason)]
        for solution in (reason.solutions if reason else ())
        if solution.id == attempt.solution
    )
    checked = tuple(evidence_of_tool(tool, speaks) for tool, speaks in (checks or {}).items() if speaks)
    return doctor.conclude(first.evidence + failures + checked, first.system, first.language, first.cut)


def failed_fix(reason: str, solution: Solution) -> Evidence:
    """The failure of a fix: unlikely under the reason that it cures, no news under the others."""
    return Evidence(Kind.FAILED_FIX, f"{reason}/{solution.id}", {reason: 1 - WORKS[solution.works]}, 1.0)


def evidence_of_tool(tool: str, speaks: Speaks) -> Evidence:
    """The result of an offline check: its ratios as likelihoods, scaled so that none is above 1 (only ratios matter)."""
    highest = max([1.0, *speaks.values()])
    return Evidence(Kind.TOOL, tool, {reason: ratio / highest for reason, ratio in speaks.items()}, 1.0 / highest)


def untried(case: Case, reason: Reason) -> tuple[Solution, ...]:
    """The fixes of a reason for the case's system that have not failed in this case."""
    failed = {(attempt.reason, attempt.solution) for attempt in case.tried if attempt.worked == "no"}
    return tuple(fix for fix in reason.solutions_for(case.system) if (reason.id, fix.id) not in failed)
