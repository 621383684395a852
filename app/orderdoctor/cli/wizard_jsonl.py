"""`orderdoctor wizard --jsonl`: questions out, answers in, one JSON object a line; a bad line changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from orderdoctor.cli.jsonl import BadLine, json_object, ranking_facts, tell_bad_lines
from orderdoctor.cli.output import json_line
from orderdoctor.cli.question_json import question_facts
from orderdoctor.cli.session import Session
from orderdoctor.cli.talk import Talk
from orderdoctor.diagnosis.answers import UNKNOWN
from orderdoctor.diagnosis.doctor import Diagnosis
from orderdoctor.diagnosis.evidence import Evidence, Kind
from orderdoctor.phrasing import one_line

LONGEST_LINE = 1 << 20
"""Bytes of a line that are read, and characters of all texts together."""

PROOF = 0.001
"""How likely a fix works under another reason than its own, compared with its own: a success settles it."""

_KNOWN = ("answer", "back", "text", "tried", "worked")
_FORMS = ({"answer"}, {"back"}, {"text"}, {"tried", "worked"})


def wizard_lines(session: Session, system: str | None, text: str) -> int:
    """Write the first question, then answer every line that is not empty. Ends with 2 if the last one was bad."""
    wizard = LineWizard(session, system, text)
    _write(session, wizard.next())
    bad, last_was_bad = 0, False
    for line in session.console.byte_lines(LONGEST_LINE):
        if not line.strip():
            continue
        try:
            out = wizard.said(_read(session, line))
            last_was_bad = False
        except BadLine as fault:
            bad, last_was_bad = bad + 1, True
            out = {"error": fault.text}
        _write(session, out)
    tell_bad_lines(session, bad)
    return 2 if last_was_bad else 0


def _write(session: Session, out: Mapping[str, Any]) -> None:
    session.console.write(json_line(out))
    session.console.stdout.flush()


def _read(session: Session, line: bytes) -> dict[str, Any]:
    words = session.words
    if len(line) > LONGEST_LINE:
        raise BadLine(words.tr("This line is longer than {n} bytes.").format(n=LONGEST_LINE))
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadLine(words.tr("This line is not UTF-8.")) from error
    return json_object(text, words)


class LineWizard:
    """One talk. What is kept of it is bounded: an answer a question, a failure a fix, and LONGEST_LINE of text."""

    def __init__(self, session: Session, system: str | None, text: str) -> None:
        """Take the session, where the user works if they said so, and what they have to say at the beginning."""
        self._session = session
        self._words = session.words
        self._system = system
        counsel = session.parts.counsel
        self._counsel = counsel
        self._talk = Talk(counsel, counsel.begin(text, system))
        self._worked = ""

    def next(self) -> dict[str, Any]:
        """The open question, or what it comes to."""
        question = None if self._worked else self._talk.question
        if question is None:
            return {"done": self._done()}
        facts = question_facts(question, self._session.catalog, self._words)
        return {"ask": facts | {"given": self._talk.given} if self._talk.given else facts}

    def _done(self) -> dict[str, Any]:
        diagnosis = self._diagnosis()
        return {
            "verdict": diagnosis.verdict.value,
            "reasons": ranking_facts(diagnosis),
            "questions": len(self._talk.asked),
        }

    def _diagnosis(self) -> Diagnosis:
        inquiry = self._talk.inquiry
        diagnosis = self._counsel.diagnosis(inquiry)
        if not self._worked:
            return diagnosis
        proof = Evidence(Kind.ANSWER, f"worked/{self._worked}", {self._worked: 1.0}, PROOF)
        return self._counsel.doctor.conclude((*diagnosis.evidence, proof), inquiry.system, diagnosis.language)

    def said(self, line: Mapping[str, Any]) -> dict[str, Any]:
        """What comes back for one line. Raises BadLine, and then nothing has changed."""
        unknown = next((key for key in line if key not in _KNOWN), None)
        if unknown is not None:
            told = self._words.tr("“{key}” is not known here. Known are: {names}.")
            raise BadLine(told.format(key=one_line(unknown, 40), names=", ".join(_KNOWN)))
        if set(line) not in _FORMS:
            raise BadLine(self._words.tr("A line holds one thing: answer, back, text, or tried with worked."))
        worked = ""
        if "answer" in line:
            talk = self._answered(line["answer"])
        elif "back" in line:
            talk = self._back(line["back"])
        elif "text" in line:
            talk = self._told(line["text"])
        else:
            talk, worked = self._tried(line["tried"], line["worked"])
        self._talk, self._worked = talk, worked
        return self.next()

    def _answered(self, answer: object) -> Talk:
        question = None if self._worked else self._talk.question
        if question is None:
            raise BadLine(self._words.tr("There is no question to answer."))
        ids = [*(known.id for known in question.answers), UNKNOWN]
        if not isinstance(answer, str) or answer not in ids:
            told = self._words.tr("There is no answer “{id}” to this question. There are: {ids}.")
            raise BadLine(told.format(id=one_line(str(answer), 40), ids=", ".join(ids)))
        return self._talk.answered(answer)

    def _back(self, back: object) -> Talk:
        if back is not True:
            raise BadLine(self._words.tr("“back” can only be true."))
        return self._talk.back()

    def _told(self, text: object) -> Talk:
        if not isinstance(text, str):
            raise BadLine(self._words.tr("“text” is missing or not a text."))
        if not text.strip():
            raise BadLine(self._words.tr("There is no text to read."))
        inquiry = self._talk.inquiry
        if len(inquiry.text) + len(text) > LONGEST_LINE:
            told = self._words.tr("All texts together are longer than {n} characters.")
            raise BadLine(told.format(n=LONGEST_LINE))
        return self._talk.learned(self._counsel.told(inquiry, text, self._system))

    def _tried(self, reason: object, worked: object) -> tuple[Talk, str]:
        """A fix of a reason was tried: its first untried one; a reason whose fixes have all failed is set aside."""
        known = self._session.catalog.reasons.get(reason) if isinstance(reason, str) else None
        if known is None:
            told = self._words.tr("There is no reason “{id}”.")
            raise BadLine(told.format(id=one_line(str(reason), 40)))
        if not isinstance(worked, bool):
            raise BadLine(self._words.tr("“worked” can only be true or false."))
        inquiry = self._talk.inquiry
        if worked:
            return self._talk.learned(inquiry), known.id
        fixes = [(known.id, fix.id) for fix in known.solutions_for(inquiry.system)]
        untried = [pair for pair in fixes if pair not in inquiry.failed]
        if untried:
            return self._talk.learned(inquiry.tried(*untried[0])), ""
        given_up = known.id in inquiry.rejected
        return self._talk.learned(inquiry if given_up else inquiry.without(known.id)), ""
