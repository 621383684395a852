"""What the order split check says, made from its result."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from orderdoctor.i18n import Marked, Words, mark
from orderdoctor.tools.finding import Finding
from orderdoctor.tools.split.amounts import WITHOUT_DECIMALS
from orderdoctor.tools.split.check import Limit, Part, Split
from orderdoctor.tools.split.lines import Item

DECIMAL_COMMA = ("vi",)
"""Languages (by their short names) that write a comma before the decimals."""

_BAD_LINES: Mapping[str, Marked] = {
    "no-price": mark("Line {line} has no price, so it is left out: {text}"),
    "no-number": mark("The number of pieces in line {line} can't be read, so it is left out: {text}"),
    "minus": mark("Line {line} has a price below zero, so it is left out: {text}"),
    "too-long": mark("Line {line} is too long, so it is left out: {text}"),
}


def decimal_mark(words: Words) -> str:
    """What the language writes before the decimals."""
    return "," if words.language.code in DECIMAL_COMMA else "."


def money(amount: Decimal, currency: str, words: Words) -> str:
    """An amount with its currency, in the language's own notation: 1,234.50 CAD or 1.234,50 CAD."""
    whole = currency in WITHOUT_DECIMALS and amount == amount.to_integral_value()
    number = f"{amount:,.0f}" if whole else f"{amount:,.2f}"
    if decimal_mark(words) == ",":
        number = number.translate(str.maketrans(".,", ",."))
    return words.tr("{amount} {currency}").format(amount=number, currency=currency).strip()


def limit_text(limit: Limit, words: Words) -> str:
    """What a part may cost, and how prices were converted."""
    most = money(limit.amount, limit.currency, words)
    if limit.converts:
        text = words.tr("Each part costs {limit} at most, at {rate} {currency} for 1 {prices}.")
        rate = format(limit.factor.normalize(), "f")
        rate = rate.replace(".", ",") if decimal_mark(words) == "," else rate
        prices = limit.prices or words.tr("unit of the prices")
        return text.format(limit=most, rate=rate, currency=limit.currency, prices=prices)
    return words.tr("Each part costs {limit} at most.").format(limit=most)


def verdict_text(split: Split, words: Words) -> str:
    """How many parts, and whether fewer are impossible."""
    n = len(split.parts)
    if n == 0:
        return words.tr("There is nothing that can be split.")
    if n == 1:
        return words.tr("Everything fits into one part: there is no need to split.")
    if split.proved:
        return words.trn(
            "{n} part. It is certain that fewer are not possible.",
            "{n} parts. It is certain that fewer are not possible.",
            n,
        ).format(n=n)
    return words.trn(
        "{n} part. Whether {least} would do could not be found out in the time.",
        "{n} parts. Whether {least} would do could not be found out in the time.",
        n,
    ).format(n=n, least=split.at_least)


def part_heading(number: int, part: Part, split: Split, words: Words) -> str:
    """The heading of a part: its number and what it costs."""
    cost = money(part.counted, split.limit.currency, words)
    return words.tr("Part {number}: {cost}").format(number=number, cost=cost)


def entry_text(item: Item, count: int, words: Words) -> str:
    """One line of a part: 2 × Phone case."""
    name = item.name or words.tr("item in line {line}").format(line=item.line)
    return words.tr("{count} × {name}").format(count=count, name=name)


def part_list(number: int, part: Part, split: Split, words: Words) -> str:
    """A part as a list to copy: its heading and a line for each item."""
    lines = [entry_text(split.items[place], count, words) for place, count in part.entries]
    return "\n".join([part_heading(number, part, split, words), *lines])


def finding_text(finding: Finding, split: Split, words: Words) -> str:
    """What a finding means for the user."""
    facts = finding.facts
    limit = money(split.limit.amount, split.limit.currency, words)
    if finding.what == "bad-line":
        return words.marked(_BAD_LINES[str(facts["why"])]).format(line=facts["line"], text=facts["text"])
    if finding.what == "too-dear":
        return _too_dear(finding, split, limit, words)
    if finding.what == "doubtful-number":
        return words.tr("The price in line {line} was read as {price}. Look whether that is right.").format(
            line=facts["line"], price=money(Decimal(str(facts["price"])), "", words)
        )
    if finding.what == "close":
        return words.tr(
            "A part comes very close to {limit}. A small change of the exchange rate can push it over."
        ).format(limit=limit)
    if finding.what == "other-costs":
        return words.tr(
            "The source does not say whether shipping and taxes count towards the limit. Enter them as extra cost if they do."
        )
    return _fault_text(finding, words)


def _too_dear(finding: Finding, split: Split, limit: str, words: Words) -> str:
    name = str(finding.facts["name"]) or words.tr("item in line {line}").format(line=finding.facts["line"])
    cost = money(Decimal(str(finding.facts["counted"])), split.limit.currency, words)
    return words.tr("One piece of {name} costs {cost}, more than {limit}. It needs another supplier.").format(
        name=name, cost=cost, limit=limit
    )


def _fault_text(finding: Finding, words: Words) -> str:
    """What keeps the order from being split, and what to do about it."""
    facts = finding.facts
    if finding.what == "no-items":
        return words.tr("There is no item to split. Write one item a line: name, price of one piece, number of pieces.")
    if finding.what == "too-many":
        return words.trn(
            "These are {n} pieces; the check takes {most} at most.",
            "These are {n} pieces; the check takes {most} at most.",
            int(str(facts["pieces"])),
        ).format(n=facts["pieces"], most=facts["most"])
    if finding.what == "mixed-currencies":
        currencies = facts["currencies"]
        names = words.listed(map(str, currencies if isinstance(currencies, tuple) else ()))
        return words.tr("The prices are in several currencies ({names}). Enter all of them in one.").format(names=names)
    if finding.what == "rate-missing":
        return words.tr(
            "The prices are in {prices} and the limit is in {limit}. Enter the exchange rate: what 1 {prices} is in {limit}."
        ).format(prices=facts["prices"], limit=facts["limit"])
    if finding.what == "rate-unused":
        return words.tr("The prices are in {prices} already, so the exchange rate was not used.").format(
            prices=facts["prices"]
        )
    if finding.what == "bad-rate":
        return words.tr("The exchange rate has to be a number above zero.")
    return words.tr("The limit has to be a number above zero, and above the extra cost.")
