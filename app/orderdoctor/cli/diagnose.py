"""`orderdoctor diagnose`: from a text to a verdict, for people or as JSON."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from orderdoctor.cli.diagnosis_page import DiagnosisPage
from orderdoctor.cli.endings import BadUsage
from orderdoctor.cli.jsonl import diagnose_lines
from orderdoctor.cli.output import json_page, rounded
from orderdoctor.cli.reading import given_text
from orderdoctor.cli.session import Session
from orderdoctor.diagnosis.doctor import Diagnosis, Verdict
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
        session.console.write(json_page(diagnosis_facts(session, diagnosis)))
    else:
        DiagnosisPage(session.page, session.catalog, session.words).show(diagnosis, text)
    return 1 if diagnosis.verdict is Verdict.UNKNOWN else 0


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
