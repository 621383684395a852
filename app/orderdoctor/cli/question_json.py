"""Questions and plans as JSON: a contract, scripts depend on it (architecture.md, "The command line")."""

from __future__ import annotations

from typing import Any

from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import Catalog, Question
from orderdoctor.cli.output import rounded
from orderdoctor.cli.plan_page import minutes_of
from orderdoctor.diagnosis.answers import UNKNOWN
from orderdoctor.diagnosis.troubleshooter import Plan
from orderdoctor.i18n import Text, Words


def question_facts(question: Question, catalog: Catalog, words: Words) -> dict[str, Any]:
    """A question with its answers, the last of which is *I don't know*."""

    def said(text: Text) -> str:
        return plain(words.of(text), catalog.labels, words)

    answers = [{"id": answer.id, "text": said(answer.text)} for answer in question.answers]
    return {
        "id": question.id,
        "text": said(question.ask),
        "why": said(question.why),
        "find_out": said(question.find_out),
        "answers": [*answers, {"id": UNKNOWN, "text": words.tr("I don't know")}],
    }


def plan_facts(plan: Plan, catalog: Catalog) -> list[dict[str, Any]]:
    """What there is to try, in order: fixes that are done together, the user's minutes, how likely they work then."""
    return [
        {
            "fixes": [{"reason": reason, "solution": fix.id} for reason, fix in trial.remedy.fixes],
            "minutes": round(minutes_of(trial.remedy, catalog), 1),
            "works": rounded(trial.works),
        }
        for trial in plan.trials
    ]
