"""`orderdoctor diagnose`: from a text to a verdict, for people or as JSON."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from orderdoctor.cli.diagnosis_page import DiagnosisPage
from orderdoctor.cli.endings import BadUsage
from orderdoctor.cli.jsonl import diagnose_lines
from orderdoctor.cli.output import json_page, rounded
from orderdoctor.cli.question_json import plan_facts, question_facts
from orderdoctor.cli.reading import given_text
from orderdoctor.cli.session import Session
from orderdoctor.diagnosis.doctor import Diagnosis, Verdict
from orderdoctor.diagnosis.explanation import Explanation, Sign
from orderdoctor.inquiry import Inquiry
from orderdoctor.phrasing import certainty


def diagnose(session: Session, args: Namespace) -> int:
    """Diagnose a text, or with --jsonl one a line. Ends with 1 if the library knows nothing like it."""
    if args.jsonl:
        if args.text and args.text != ["-"]:
            raise BadUsage(session.words.tr("With --jsonl the texts come from standard input."))
        return diagnose_lines(session, session.system(args.system))
    system = session.system(args.system)
    text = given_text(session, args.text)
    diagnosis = session.parts.doctor.diagnose(text, system)
    if args.json:
        facts = diagnosis_facts(session, diagnosis) | move_facts(session, Inquiry(text, diagnosis))
        facts |= {"explanation": explanation_facts(session, text, diagnosis)}
        session.console.write(json_page(facts))
    else:
        show_diagnosis(session, Inquiry(text, diagnosis))
    return 1 if diagnosis.verdict is Verdict.UNKNOWN else 0


def show_diagnosis(session: Session, inquiry: Inquiry) -> None:
    """Write the diagnosis of a text, with the plan and the question that is worth asking where several reasons fit."""
    several = inquiry.first.verdict is Verdict.AMBIGUOUS
    move = session.parts.counsel.move(inquiry) if several else None
    explanation = _explanation(session, inquiry.text, inquiry.first)
    DiagnosisPage(session.page, session.catalog, session.words).show(inquiry.first, inquiry.text, move, explanation)


def _explanation(session: Session, text: str, diagnosis: Diagnosis) -> Explanation | None:
    """Why the first reason is first; None where no reason is named or nothing was pasted."""
    if not text.strip() or diagnosis.verdict is Verdict.UNKNOWN:
        return None
    return session.parts.doctor.explain(text, diagnosis)


def explanation_facts(session: Session, text: str, diagnosis: Diagnosis) -> dict[str, Any] | None:
    """Why the first reason is first, as JSON values: signs with their places in the text and their strength."""
    explanation = _explanation(session, text, diagnosis)
    if explanation is None:
        return None
    return {
        "reason": explanation.reason,
        "rival": explanation.rival or None,
        "for": [_sign_facts(sign) for sign in explanation.speaking],
        "against_rival": [_sign_facts(sign) for sign in explanation.against],
        "for_rival": [_sign_facts(sign) for sign in explanation.doubts],
    }


def _sign_facts(sign: Sign) -> dict[str, Any]:
    spans = [list(span) for span in sign.spans]
    return {"kind": sign.kind, "what": sign.what, "spans": spans, "strength": rounded(sign.strength)}


def move_facts(session: Session, inquiry: Inquiry) -> dict[str, Any]:
    """What to do next as JSON values: the question that is worth asking, and the plan, which is empty for the unknown."""
    catalog, move = session.catalog, session.parts.counsel.move(inquiry)
    question = catalog.questions[move.question] if move.question else None
    known = inquiry.first.verdict is not Verdict.UNKNOWN
    return {
        "question": question_facts(question, catalog, session.words) if question else None,
        "plan": plan_facts(move.plan, catalog) if known else [],
    }


def diagnosis_facts(session: Session, diagnosis: Diagnosis) -> dict[str, Any]:
    """The diagnosis as JSON values; titles and certainties are in the session's language."""
    words, reasons = session.words, session.catalog.reasons
    return {
        "verdict": diagnosis.verdict.value,
        "reasons": [
            {
                "id": ranked.reason,
                "probability": rounded(ranked.probability),
                "title": words.of(reasons[ranked.reason].title),
                "certainty": certainty(ranked.probability, words),
                "explained": reasons[ranked.reason].explained,
            }
            for ranked in diagnosis.ranking
        ],
        "codes": list(diagnosis.codes()),
        "system": diagnosis.system,
        "language": diagnosis.language,
        "none": rounded(diagnosis.none),
        "cut": diagnosis.cut,
        "evidence": [
            {"kind": piece.kind.value, "what": piece.what, "spans": [list(span) for span in piece.spans]}
            for piece in diagnosis.evidence
        ],
    }
