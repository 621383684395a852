"""What window and terminal say in the same words: how sure, what for, how long, what a piece of evidence is.

Everything here turns a value into a text through `Words`; nothing here decides anything. The number stands
beside the word because words alone are understood as meant 32 % of the time, with the number 66 %
(diagnosis.md, part 4).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import Catalog, Label, Source, Step
from orderdoctor.diagnosis.answers import UNKNOWN
from orderdoctor.diagnosis.doctor import Verdict
from orderdoctor.diagnosis.evidence import CHOSEN, NOT, Evidence, Kind
from orderdoctor.diagnosis.pointing import WAY
from orderdoctor.i18n import CHINESE, Marked, Words, mark

CERTAINTIES = (
    mark("very unlikely (less than 1 in 20)"),
    mark("unlikely (about 1 in 10)"),
    mark("unlikely (about 2 in 10)"),
    mark("possible (about 3 in 10)"),
    mark("possible (about 4 in 10)"),
    mark("as likely as not (about 5 in 10)"),
    mark("more likely than not (about 6 in 10)"),
    mark("likely (about 7 in 10)"),
    mark("likely (about 8 in 10)"),
    mark("very likely (about 9 in 10)"),
    mark("almost certain (more than 19 in 20)"),
)
"""By tenths; each is a text of its own, so that a language can write its numbers as it does ("约九成")."""

VERDICTS: Mapping[Verdict, Marked] = {
    Verdict.MATCH: mark("This is it"),
    Verdict.AMBIGUOUS: mark("Several reasons fit"),
    Verdict.UNKNOWN: mark("Not in the library"),
}

STAGES: Mapping[str, Marked] = {
    "link": mark("Connecting accounts"),
    "order": mark("Placing the order"),
    "ship": mark("Shipping and tracking"),
    "cancel": mark("Cancelled orders"),
    "refund": mark("Refunds"),
    "dispute": mark("Disputes"),
    "account": mark("Your AliExpress account"),
    "browser": mark("Your browser"),
    "api": mark("Messages for developers"),
}

ACTORS: Mapping[str, Marked] = {
    "you": mark("you"),
    "aliexpress": mark("AliExpress"),
    "supplier": mark("the supplier"),
    "app": mark("the app"),
    "shop": mark("your shop"),
}

WORKS: Mapping[str, Marked] = {
    "always": mark("works almost always"),
    "usually": mark("usually works"),
    "sometimes": mark("works sometimes"),
    "rarely": mark("rarely works"),
}

COSTS: Mapping[str, Marked] = {
    "free": mark("free of charge"),
    "maybe": mark("may cost money"),
    "money": mark("costs money"),
}

WARNINGS: Mapping[str, Marked] = {
    "irreversible": mark("Can't be undone"),
    "money": mark("Costs money"),
    "double-order": mark("Could buy twice"),
    "time": mark("Mind the time"),
}

SOURCE_KINDS: Mapping[str, Marked] = {
    "official": mark("official page"),
    "official-copy": mark("copy of an official page"),
    "app-help": mark("the app's help"),
    "guide": mark("guide by others"),
    "code": mark("program code"),
    "user": mark("users' reports"),
}

CASE_STATES: Mapping[str, Marked] = {
    "open": mark("open"),
    "waiting": mark("waiting"),
    "solved": mark("solved"),
    "handed-over": mark("handed over"),
}


OBSTACLES = (
    mark("I have no access to it"),
    mark("I can't find it on my screen"),
    mark("It costs too much"),
    mark("It is not possible for this order"),
    mark("Someone else has to do it"),
    mark("Another reason"),
)
"""Why a step can't be done. Cases keep the English text, perhaps with a colon and the user's own words behind it."""


def certainty(probability: float, words: Words) -> str:
    """How sure, as a word with its number beside it: 0.9 -> "very likely (about 9 in 10)"."""
    tenths = 10 if probability >= 0.95 else min(9, int(probability * 10 + 0.5))
    return words.marked(CERTAINTIES[tenths if probability >= 0.05 else 0])


def capital(text: str) -> str:
    """The text with a capital first letter, for where it stands alone."""
    return text[:1].upper() + text[1:]


def joined(sentences: Iterable[str], words: Words) -> str:
    """Sentences one after the other: with a space between them, except in Chinese, whose stops bring their own."""
    return ("" if words.language == CHINESE else " ").join(filter(None, sentences))


def verdict_text(verdict: Verdict, words: Words) -> str:
    """The verdict in a few words."""
    return words.marked(VERDICTS[verdict])


def effort(minutes: float, words: Words) -> str:
    """The user's own effort: "about 6 minutes"."""
    return words.trn("about {n} minute", "about {n} minutes", round(minutes)).format(n=round(minutes))


def obstacle_text(why: str, words: Words) -> str:
    """Why a step can't be done, as a case keeps it, in the reader's language as far as it is ours."""
    known, colon, own = why.partition(": ")
    text = next((words.marked(obstacle) for obstacle in OBSTACLES if obstacle == known), None)
    if text is None:
        return why
    return words.tr("{obstacle}: {text}").format(obstacle=text, text=own) if colon else text


def waiting_time(hours: float, words: Words) -> str:
    """How long to wait, in hours up to two days, else in days."""
    if hours < 1:
        return words.trn("{n} minute", "{n} minutes", round(hours * 60)).format(n=round(hours * 60))
    if hours < 48:
        return words.trn("{n} hour", "{n} hours", round(hours)).format(n=round(hours))
    return words.trn("{n} day", "{n} days", round(hours / 24)).format(n=round(hours / 24))


def stage_name(stage: str, words: Words) -> str:
    """The part of the order's way that the reason belongs to."""
    known = STAGES.get(stage)
    return words.marked(known) if known else stage


def source_line(source: Source, words: Words) -> str:
    """A source with its kind, its date and, where its owner withdrew it, that it is out of date."""
    date = source.date or words.tr("no date on the page")
    kind = words.marked(SOURCE_KINDS[source.kind])
    if source.status == "deprecated":
        line = words.tr("{source} ({kind}, {date}; its owner marks it as outdated)")
    else:
        line = words.tr("{source} ({kind}, {date})")
    return line.format(source=words.of(source.name), kind=kind, date=date)


def warning_line(step: Step, labels: Mapping[str, Label], words: Words) -> str:
    """The warning of a step behind the word that says what it warns of; empty if there is none."""
    if not step.warning:
        return ""
    text = plain(words.of(step.warning), labels, words)
    known = WARNINGS.get(step.warns)
    return words.tr("{warning}: {text}").format(warning=words.marked(known), text=text) if known else text


def step_text(step: Step, labels: Mapping[str, Label], words: Words) -> str:
    """A step as plain text in as many lines as it has parts: what to do, the warning, what to see."""
    lines = [plain(words.of(step.do), labels, words), warning_line(step, labels, words)]
    if step.see:
        lines.append(words.tr("Then: {text}").format(text=plain(words.of(step.see), labels, words)))
    return "\n".join(line for line in lines if line)


def evidence_text(piece: Evidence, pasted: str, catalog: Catalog, words: Words) -> str:
    """One observation in a few words; what was pasted is quoted as it stands there, in one line."""
    quoted = " … ".join(one_line(pasted[start:end], 70) for start, end in piece.spans[:1])
    if piece.kind is Kind.CODE:
        return words.tr("code {code}").format(code=piece.what)
    if piece.kind is Kind.MESSAGE:
        return words.tr("the message “{text}”").format(text=quoted or piece.what)
    if piece.kind is Kind.WORDING:
        return words.tr("the words “{text}”").format(text=quoted) if quoted else words.tr("the wording")
    if piece.kind is Kind.SYSTEM:
        system = catalog.systems.get(piece.what)
        return words.tr("you work with {system}").format(system=words.of(system.name) if system else piece.what)
    if piece.kind is Kind.STATUS:
        return words.tr("where it is stuck: {place}").format(place=place_name(piece.what, catalog, words))
    if piece.kind is Kind.FAILED_FIX:
        return _fix_text(piece.what, catalog, words)
    return _answer_text(piece.what, catalog, words) if piece.kind is Kind.ANSWER else words.tr("the result of a check")


def _fix_text(what: str, catalog: Catalog, words: Words) -> str:
    reason, _, solution = what.partition("/")
    known = catalog.reasons.get(reason)
    fix = next((fix for fix in known.solutions if fix.id == solution), None) if known else None
    if fix is None:
        return words.tr("a fix that did not help")
    title = plain(words.of(fix.title), catalog.labels, words)
    return words.tr("this did not help: {fix}").format(fix=title)


def _answer_text(what: str, catalog: Catalog, words: Words) -> str:
    question, _, answer = what.partition("/")
    reason = catalog.reasons.get(answer)
    if question == NOT:
        title = words.of(reason.title) if reason else answer
        return words.tr("you said that it is not this: {title}").format(title=title)
    if question == CHOSEN:
        title = words.of(reason.title) if reason else answer
        return words.tr("you went for this reason: {title}").format(title=title)
    asked, said = said_text(question, answer, catalog, words)
    return words.tr("{question} – {answer}").format(question=asked, answer=said)


def said_text(question: str, answer: str, catalog: Catalog, words: Words) -> tuple[str, str]:
    """A question that was asked, or where the user pointed, and what they answered; ids for what is not in the library."""
    if question == WAY:
        return words.tr("Where is it stuck?"), place_name(answer, catalog, words)
    asked = catalog.questions.get(question)
    if answer == UNKNOWN:
        return words.of(asked.ask) if asked else question, words.tr("I don't know")
    said = next((known.text for known in asked.answers if known.id == answer), None) if asked else None
    return words.of(asked.ask) if asked else question, words.of(said) if said else answer


def place_name(place: str, catalog: Catalog, words: Words) -> str:
    """The name of a place on the order's way (diagnosis/pointing.py); the id for one that is not in the library."""
    kind, _, key = place.partition("/")
    if kind == "pipeline":
        pipeline, _, key = key.partition("/")
        stages = [stage for way in catalog.pipelines if way.id == pipeline for stage in way.stages if stage.id == key]
        return words.of(stages[0].title) if stages else place
    if kind == "app-status":
        return catalog.app_statuses[key].label if key in catalog.app_statuses else place
    named = catalog.statuses.get(key) if kind == "status" else catalog.end_reasons.get(key)
    return words.of(named.name) if named else place


def one_line(text: str, most: int) -> str:
    """A foreign text in one line of at most `most` characters; what can't be seen is escaped."""
    line = visible(" ".join(text[: most * 4].split()))
    return line if len(line) <= most else line[: most - 1] + "…"


def visible(text: str) -> str:
    """The text with control, format and half characters as escapes (checks.md X3); line breaks stay."""
    return "".join(
        letter if letter == "\n" or unicodedata.category(letter)[0] != "C" else _escaped(letter) for letter in text
    )


def _escaped(letter: str) -> str:
    return f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08x}"
