"""Question after question, for people: why it is asked, what is still in the running, and what contradicts itself."""

from __future__ import annotations

from enum import Enum

from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import Question
from orderdoctor.cli.asking import Asker, Option
from orderdoctor.cli.keeper import Keeper
from orderdoctor.cli.session import Session
from orderdoctor.cli.talk import Talk
from orderdoctor.diagnosis.answers import UNKNOWN
from orderdoctor.i18n import Text
from orderdoctor.inquiry import Inquiry
from orderdoctor.phrasing import certainty, evidence_text

RUNNING = 3
"""Reasons that are named as still in the running."""

NAMED = 0.05
"""A reason below this probability is not named: there are too many like it."""


class Halt(Enum):
    """Why the questions have ended."""

    OVER = "over"
    """No question is worth asking."""
    NOW = "now"
    """The user wants to see what fits best now."""
    DROPPED = "dropped"
    """The user deleted it all."""


class Interview:
    """Asks one user about one trouble."""

    def __init__(self, session: Session, asker: Asker, keeper: Keeper, system: str | None) -> None:
        """Take the session, who asks, who keeps the answers, and where the user works if they said so."""
        self._session = session
        self._words = session.words
        self._counsel = session.parts.counsel
        self._asker = asker
        self._keeper = keeper
        self._system = system
        self._shown: set[str] = set()
        """What the user was told does not go with something that was known before it."""

    def about(self, inquiry: Inquiry, again: bool = False) -> tuple[Inquiry, Halt]:
        """Ask as long as it is worth it and the user likes; all that is known then, and why it ended.

        again: begin with the last question that was answered.
        """
        talk = Talk(self._counsel, inquiry)
        talk = talk.back() if again else talk
        while True:
            self._contradictions(talk.inquiry)
            question = talk.question
            if question is None:
                return talk.inquiry, Halt.OVER
            word = self._ask(talk, question)
            if word == "now":
                return talk.inquiry, Halt.NOW
            if word == "drop" and self._keeper.dropped():
                return talk.inquiry, Halt.DROPPED
            if word == "drop":
                continue
            if word == "back":
                talk = talk.back()
            elif word == "message":
                talk = talk.learned(self.message(talk.inquiry))
            else:
                talk = self._answered(talk, question, word.removeprefix(f"{question.id}/"))

    def message(self, inquiry: Inquiry) -> Inquiry:
        """After the user pasted or said more; kept at once if a case keeps the inquiry."""
        more = self._asker.text(self._words.tr("Paste or say more. End with an empty line."))
        inquiry = self._counsel.told(inquiry, more, self._system)
        self._keeper.told(inquiry)
        return inquiry

    def _answered(self, talk: Talk, question: Question, answer: str) -> Talk:
        if answer == UNKNOWN:
            told = self._words.tr("How to find out: {text}").format(text=self._plain(question.find_out))
            self._asker.page.text(told, 2)
            self._asker.page.text(self._words.tr("Once you know it, go back to this question."), 2)
        talk = talk.answered(answer)
        self._keeper.answered(talk.inquiry, question.id, answer)
        return talk

    def _ask(self, talk: Talk, question: Question) -> str:
        """One question; the word of another wish, or `<question id>/<answer id>`: an answer may be called `back`."""
        page = self._asker.page
        page.blank()
        page.text(self._running(talk.inquiry))
        page.heading(self._plain(question.ask))
        page.text(self._plain(question.why), 2)
        known = [(answer.id, self._plain(answer.text)) for answer in question.answers]
        *options, unknown = [
            Option(f"{question.id}/{answer}", self._marked(text, answer == talk.given))
            for answer, text in (*known, (UNKNOWN, self._words.tr("I don't know")))
        ]
        return self._asker.choose("", options, unknown, self._others(talk))

    def _marked(self, text: str, given: bool) -> str:
        return self._words.tr("{answer} (your answer)").format(answer=text) if given else text

    def _others(self, talk: Talk) -> list[Option]:
        words = self._words
        others = [
            Option("now", words.tr("show what fits best now")),
            Option("message", words.tr("paste a message")),
        ]
        if talk.back() is not talk:
            others.insert(0, Option("back", words.tr("the question before")))
        if self._keeper.case is not None:
            others.append(Option("drop", words.tr("delete these answers")))
        return others

    def _running(self, inquiry: Inquiry) -> str:
        words = self._words
        ranking = self._counsel.diagnosis(inquiry).ranking[:RUNNING]
        names = [
            words.tr("{title}: {certainty}").format(
                title=self._plain(self._session.catalog.reasons[ranked.reason].title),
                certainty=certainty(ranked.probability, words),
            )
            for ranked in ranking
            if ranked.probability >= NAMED
        ]
        return words.tr("Still in the running: {reasons}").format(
            reasons=" · ".join(names) or words.tr("many reasons")
        )

    def _contradictions(self, inquiry: Inquiry) -> None:
        words, catalog = self._words, self._session.catalog
        for one, other in self._counsel.contradictions(inquiry):
            if other.what in self._shown:
                continue
            self._shown.add(other.what)
            page = self._asker.page
            page.blank()
            page.text(words.tr("These two hardly go together:"))
            for piece in (one, other):
                page.item("–", evidence_text(piece, inquiry.text, catalog, words))
            page.text(words.tr("Both count. If one is wrong, go back and change the answer."), 2)

    def _plain(self, text: Text) -> str:
        return plain(self._words.of(text), self._session.catalog.labels, self._words)
