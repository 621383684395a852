"""What the check of dates says, made from its result; days and times as each language writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from orderdoctor.i18n import Marked, Words, mark
from orderdoctor.tools.dates.calendar_file import Event
from orderdoctor.tools.dates.clock import Point, offset_text
from orderdoctor.tools.dates.reckon import Reckoning, State
from orderdoctor.tools.dates.rules import Claim, Rule, Unit
from orderdoctor.tools.dates.typed import Unreadable
from orderdoctor.tools.dates.working_days import DayOff, Names
from orderdoctor.tools.finding import Finding

RULES: Mapping[str, Marked] = {
    "refund": mark("Refund: when the money should be there"),
    "connector": mark("Ali Dropship Connector: permission for AliExpress"),
    "dsers": mark("DSers: link to AliExpress"),
    "modalyst": mark("Modalyst: connection to AliExpress"),
    "pay": mark("Paying an AliExpress order"),
    "ship": mark("Shipping by the seller"),
    "cancel-answer": mark("Answer to a cancellation request"),
    "payment-check": mark("AliExpress' check of a payment"),
    "tracking-silent": mark("First event under a tracking number"),
    "freeze-evidence": mark("Frozen order: handing in evidence"),
    "freeze-decision": mark("Frozen order: AliExpress' decision"),
    "dispute-agree": mark("Dispute: agreeing with the other side"),
    "dispute-open": mark("Opening a dispute after delivery"),
    "dispute-appeal": mark("Appeal against a dispute's result"),
    "ban-appeal": mark("Appeal against a sales ban"),
    "tracking-edit": mark("Changing a declared tracking number"),
    "capture": mark("Capturing an authorised payment in the shop"),
    "own": mark("A date or countdown of your own"),
}
"""The names of the rules."""

STARTS: Mapping[str, Marked] = {
    "refund-sent": mark("the day on which AliExpress sent the refund"),
    "connected": mark("the day on which you connected the accounts"),
    "ordered": mark("when the order was placed"),
    "payment-accepted": mark("the day on which the payment was accepted"),
    "cancel-asked": mark("when the cancellation was asked for"),
    "paid": mark("when the order was paid"),
    "shipped": mark("the day on which the order was shipped"),
    "frozen": mark("the day on which AliExpress told you of the freeze"),
    "dispute-opened": mark("the day on which the dispute was opened"),
    "delivered": mark("the day on which you confirmed receipt or the delivery time ended"),
    "dispute-ended": mark("the day on which the dispute ended"),
    "notified": mark("the day on which AliExpress told you"),
    "declared": mark("when the tracking number was entered"),
    "authorised": mark("when the customer's payment was authorised"),
    "now": mark("now"),
}
"""What each rule counts from."""

NOTES: Mapping[str, Marked] = {
    "longer-with-banks": mark("longer if banks are involved"),
    "after-completed": mark("after AliExpress has completed the refund"),
    "depends-on-seller": mark("depending on the seller"),
    "tmall": mark("for Tmall orders only"),
    "normally": mark("normally; the order page shows a countdown"),
    "since-march-2020": mark("for cancellations after 16 March 2020"),
    "clears-list": mark("AliExpress clears its list at times of its own, so it can end sooner"),
    "then-not-sent": mark("after that it was not sent, or the number is wrong"),
    "one-mail": mark("named in one e-mail"),
    "old-page": mark("on an older page"),
    "sales-bans": mark("for sales bans, in a notice of 2020"),
    "shopify-payments": mark("with Shopify Payments"),
}
"""What else a source says."""

_VERDICTS: Mapping[tuple[str, State], Marked] = {
    ("arrives", State.EARLY): mark("It should arrive between {first} and {last}."),
    ("arrives", State.WITHIN): mark("It can arrive any day now, until {last}."),
    ("arrives", State.OVER): mark("It should have arrived by {last}. Ask AliExpress, then your bank."),
    ("expires", State.EARLY): mark("It lasts until {safe}. Renew it before that."),
    ("expires", State.WITHIN): mark("It may have run out already, at the latest on {last}. Renew it now."),
    ("expires", State.OVER): mark("It ran out on {last}. Renew it now."),
    ("act", State.EARLY): mark("There is time until {safe}."),
    ("act", State.WITHIN): mark("By one source the time is over, by another it runs until {last}. Act now."),
    ("act", State.OVER): mark("The time was over on {last}."),
    ("wait", State.EARLY): mark("It can take until {last}."),
    ("wait", State.WITHIN): mark("It can still take until {last}."),
    ("wait", State.OVER): mark("It should have happened by {last}. Do not wait any longer."),
}

_WEEKDAYS = (mark("Mon"), mark("Tue"), mark("Wed"), mark("Thu"), mark("Fri"), mark("Sat"), mark("Sun"))
_MONTHS = (
    mark("Jan"), mark("Feb"), mark("Mar"), mark("Apr"), mark("May"), mark("Jun"), mark("Jul"), mark("Aug"), mark("Sep"),
    mark("Oct"), mark("Nov"), mark("Dec"),
)  # fmt: skip

NAMES: Mapping[str, int] = {"en": 0, "vi": 1, "zh": 2}
"""Where a country's name in a language stands in the table of names."""

DAY_FIRST: Mapping[str, bool | None] = {"vi": True}
"""Whether 03/04 is the 3rd of April, by language; where several orders are usual, such a day is asked back."""


def day_text(day: date, words: Words) -> str:
    """A day as the language writes it, with its weekday."""
    # i18n: a date, for instance "Fri, 20 Nov 2026"; the month's name is a text of its own.
    return words.tr("{weekday}, {day} {month} {year}").format(
        weekday=words.marked(_WEEKDAYS[day.weekday()]),
        day=day.day,
        month=words.marked(_MONTHS[day.month - 1]),
        year=day.year,
    )


def point_text(point: Point, words: Words) -> str:
    """A day, or a moment with its time zone."""
    if not point.at:
        return day_text(point.day, words)
    return words.tr("{day}, {time} ({zone})").format(
        day=day_text(point.day, words), time=f"{point.at:%H:%M}", zone=offset_text(point.at)
    )


def verdict_text(answer: Reckoning, words: Words) -> str:
    """The answer in a sentence."""
    one_day = answer.first == answer.last
    nature, state = answer.rule.nature, answer.state
    if nature == "arrives" and state is State.EARLY and one_day:
        nature = "wait"
    text = words.marked(_VERDICTS[nature, state])
    return text.format(
        first=point_text(answer.first, words), last=point_text(answer.last, words), safe=point_text(answer.safe, words)
    )


def left_text(answer: Reckoning, words: Words) -> str:
    """How much time is left, or for how long it has been over."""
    left = answer.left
    if answer.target.at is None:
        days = left.days
        if days == 0:
            return words.tr("That is today.")
        if days > 0:
            return words.trn("That is in {n} day.", "That is in {n} days.", days).format(n=days)
        return words.trn("That was {n} day ago.", "That was {n} days ago.", -days).format(n=-days)
    if left > timedelta():
        return words.tr("Time left: {time}.").format(time=length_text(left, words))
    return words.tr("It has been over for {time}.").format(time=length_text(-left, words))


def length_text(length: timedelta, words: Words) -> str:
    """A length of time in its two largest units."""
    minutes = int(length.total_seconds() // 60)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [
        words.trn("{n} day", "{n} days", days).format(n=days) if days else "",
        words.trn("{n} hour", "{n} hours", hours).format(n=hours) if hours else "",
        words.trn("{n} minute", "{n} minutes", minutes).format(n=minutes) if minutes or not (days or hours) else "",
    ]
    return " ".join([part for part in parts if part][:2])


def claim_text(claim: Claim, words: Words) -> str:
    """What one source says: "3 to 20 working days; longer if banks are involved"."""
    if claim.least is None:
        text = words.tr("up to {time}").format(time=_number(claim.most, claim.unit, words))
    elif claim.least == claim.most:
        text = _number(claim.most, claim.unit, words)
    else:
        most = _number(claim.most, claim.unit, words)
        text = words.tr("{least} to {most}").format(least=claim.least, most=most)
    if not claim.note:
        return text
    return words.tr("{time}; {note}").format(time=text, note=words.marked(NOTES[claim.note]))


def _number(n: int, unit: Unit, words: Words) -> str:
    if unit is Unit.HOURS:
        return words.trn("{n} hour", "{n} hours", n).format(n=n)
    if unit is Unit.DAYS:
        return words.trn("{n} day", "{n} days", n).format(n=n)
    if unit is Unit.MONTHS:
        return words.trn("{n} month", "{n} months", n).format(n=n)
    return words.trn("{n} working day", "{n} working days", n).format(n=n)


def rule_text(rule: Rule, words: Words) -> str:
    """The rule's name and what it counts from."""
    text = words.tr("{rule}, counted from {start}")
    return text.format(rule=words.marked(RULES[rule.id]), start=words.marked(STARTS[rule.start]))


def country_name(code: str, names: Names, words: Words) -> str:
    """A country's name in the language, or its code if the name is not known."""
    known = names.get(code, ())
    place = NAMES.get(words.language.code, 0)
    return known[place] if place < len(known) else code


def special_text(special: Sequence[DayOff], names: Names, words: Words) -> list[str]:
    """The days that count otherwise than their weekday says, a line for each country and kind."""
    lines = []
    for country, made_up in dict.fromkeys((one.country, one.made_up) for one in special):
        days = words.listed(
            day_text(one.day, words) for one in special if (one.country, one.made_up) == (country, made_up)
        )
        text = (
            words.tr("Working days at a weekend ({country}): {days}")
            if made_up
            else words.tr("Days off ({country}): {days}")
        )
        lines.append(text.format(country=country_name(country, names, words), days=days))
    return lines


def finding_text(finding: Finding, names: Names, words: Words) -> str:
    """What a finding means for the user."""
    facts = finding.facts
    if finding.what == "make-up-days":
        return words.tr(
            "Estimated: the days off and working weekends of {country} in {year} are decreed only the year before. "
            "This version does not know them yet, so the dates can shift by some days."
        ).format(country=country_name(str(facts["country"]), names, words), year=facts["year"])
    if finding.what == "moon":
        return words.tr("Estimated: a holiday in {country} follows the moon and may fall a day beside {day}.").format(
            country=country_name(str(facts["country"]), names, words),
            day=day_text(date.fromisoformat(str(facts["day"])), words),
        )
    if finding.what == "own-country":
        countries = facts["countries"]
        codes = countries if isinstance(countries, tuple) else ()
        known = words.listed(country_name(str(code), names, words) for code in codes)
        return words.tr(
            "Only the holidays of {countries} were counted. Add your own country: its banks are closed on other days."
        ).format(countries=known)
    if finding.what == "which-calendar":
        return words.tr(
            "No source says whose working days count. Here a day counts if it is one in every country named."
        )
    return _start_text(finding, words)


def _start_text(finding: Finding, words: Words) -> str:
    if finding.what == "no-time":
        return words.tr("Without a time of day it was counted from midnight. The true end can be up to a day later.")
    if finding.what == "last-day":
        return words.tr("This is the last day, and no source says at what hour it ends.")
    return words.tr("The day that you entered is still ahead.")


def unreadable_text(fault: Unreadable, words: Words) -> str:
    """Why what was typed can't be read, and how to write it."""
    shown = fault.text[:60]
    if fault.why == "two-readings":
        readings = " · ".join(day.isoformat() for day in fault.readings)
        return words.tr("“{text}” can be two days: {days}. Write it in this form.").format(text=shown, days=readings)
    if fault.why == "no-such-day":
        return words.tr("“{text}” is a day that does not exist.").format(text=shown)
    if fault.why == "no-such-time":
        return words.tr("“{text}” is a time that does not exist.").format(text=shown)
    if fault.why == "year":
        return words.tr("“{text}” lies too far away.").format(text=shown)
    if fault.why == "zone":
        return words.tr("The time zone in “{text}” is not known. Write it like UTC+07:00.").format(text=shown)
    if fault.why == "not-a-time-left":
        return words.tr("“{text}” is no time left. Write it like 2 days 3 hours.").format(text=shown)
    return words.tr("“{text}” is no day that can be read. Write it like 2026-11-20 or 2026-11-20 14:05.").format(
        text=shown
    )


def reminder(answer: Reckoning, before: Sequence[timedelta], words: Words) -> Event:
    """The entry for a calendar: on the date to rely on, with the answer as its text."""
    title = words.tr("{rule} (Order Doctor)").format(rule=words.marked(RULES[answer.rule.id]))
    return Event(answer.target, title, verdict_text(answer, words), tuple(before))
