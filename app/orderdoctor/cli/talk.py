"""A talk of questions and answers: what is known, and which question is open. Each thing that is said makes a new one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from orderdoctor.catalog.model import Question
from orderdoctor.inquiry import Counsel, Inquiry


@dataclass(frozen=True)
class Talk:
    """What is known, and where the talk stands. at: the id of the question that the user went back to, or empty."""

    counsel: Counsel
    inquiry: Inquiry
    at: str = ""

    @cached_property
    def question(self) -> Question | None:
        """The question that is open; None if none is worth asking."""
        return self.counsel.catalog.questions[self.at] if self.at else self.counsel.question(self.inquiry)

    @property
    def given(self) -> str:
        """The answer that the open question was given before; empty if it is a new one."""
        return dict(self.inquiry.answers).get(self.at, "")

    @property
    def asked(self) -> tuple[str, ...]:
        """The questions that were answered, *I don't know* too, in the order in which they were asked."""
        return tuple(key for key, _ in self.inquiry.answers if key in self.counsel.catalog.questions)

    def answered(self, answer: str) -> Talk:
        """After an answer to the open question; what was answered after it stays."""
        if self.question is None:
            message = "no question is open"
            raise ValueError(message)
        return Talk(self.counsel, self.inquiry.answered(self.question.id, answer))

    def back(self) -> Talk:
        """At the question before the open one; at the first one nothing changes."""
        before = self.asked[: self.asked.index(self.at)] if self.at else self.asked
        return Talk(self.counsel, self.inquiry, before[-1]) if before else self

    def learned(self, inquiry: Inquiry) -> Talk:
        """After something else than an answer was learned: the question that is worth asking then is open."""
        return Talk(self.counsel, inquiry)
