"""The check: items and a limit in, parts out, with what is certain about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import lcm

from orderdoctor.tools.finding import Finding, Severity, Speaks
from orderdoctor.tools.split.amounts import LARGEST
from orderdoctor.tools.split.lines import MOST_LINES, BadLine, Item
from orderdoctor.tools.split.packing import STEPS, Packing, pack
from orderdoctor.tools.split.rules import Rules

MOST_PIECES = 200
"""Pieces in one order; far more than any order has, and few enough to answer at once."""

_CLOSE = Fraction(98, 100)
"""With an exchange rate, a part that comes this near to the limit may pass it tomorrow."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What one part may cost. rate: how much of the limit's currency one unit of the prices' is; None: not given.

    prices: the currency of the prices, or empty; extra: what each part costs beside its items (shipping), in the
    limit's currency.
    """

    amount: Decimal
    currency: str
    rate: Decimal | None = None
    prices: str = ""
    extra: Decimal = Decimal(0)

    @property
    def converts(self) -> bool:
        """Whether the prices are in another currency than the limit."""
        return self.rate is not None and self.prices != self.currency

    @property
    def factor(self) -> Decimal:
        """What one unit of the prices' currency is in the limit's."""
        return self.rate if self.rate is not None and self.converts else Decimal(1)


@dataclass(frozen=True, slots=True)
class Part:
    """One order to place. entries: item (its place in `Split.items`) and how many of it.

    total: of the items, in the prices' currency; counted: with the extra cost, in the limit's currency.
    """

    entries: tuple[tuple[int, int], ...]
    total: Decimal
    counted: Decimal


@dataclass(frozen=True, slots=True)
class Split:
    """The answer. too_dear: items that break the limit alone; at_least: fewer parts are impossible.

    total: all items, in the limit's currency; None if they can't be added up.
    """

    limit: Limit
    items: tuple[Item, ...]
    parts: tuple[Part, ...] = ()
    too_dear: tuple[int, ...] = ()
    at_least: int = 0
    total: Decimal | None = None
    findings: tuple[Finding, ...] = ()
    speaks: Speaks = field(default_factory=dict)

    @property
    def proved(self) -> bool:
        """Whether it is certain that fewer parts are impossible."""
        return len(self.parts) == self.at_least


def split_order(
    items: Sequence[Item], limit: Limit, rules: Rules, bad: Sequence[BadLine] = (), steps: int = STEPS
) -> Split:
    """Split the items into as few parts as the limit allows. `steps`: how long to look for a proof (see `packing`)."""
    items = tuple(items[:MOST_LINES])
    findings = [Finding("bad-line", Severity.WARNING, {"line": b.line, "text": b.text, "why": b.why}) for b in bad]
    findings += [
        Finding("doubtful-number", Severity.HINT, {"line": item.line, "price": item.price})
        for item in items
        if item.doubtful
    ]
    named = {item.currency for item in items} - {""}
    if not limit.prices and len(named) == 1:
        limit = replace(limit, prices=named.pop())
    faults = list(_faults(items, limit))
    if faults:
        return Split(limit, items, findings=(*faults, *findings))
    return _split(items, limit, rules, findings, steps)


def _faults(items: Sequence[Item], limit: Limit) -> Iterator[Finding]:
    """What keeps the items from being split at all."""
    pieces = sum(item.quantity for item in items)
    currencies = sorted({item.currency for item in items if item.currency} | ({limit.prices} - {""}))
    if not items:
        yield Finding("no-items", Severity.ERROR)
    if pieces > MOST_PIECES:
        yield Finding("too-many", Severity.ERROR, {"pieces": pieces, "most": MOST_PIECES})
    if len(currencies) > 1:
        yield Finding("mixed-currencies", Severity.ERROR, {"currencies": tuple(currencies)})
    elif currencies and currencies[0] != limit.currency and limit.rate is None:
        yield Finding("rate-missing", Severity.ERROR, {"prices": currencies[0], "limit": limit.currency})
    if limit.rate is not None and not (limit.rate.is_finite() and 0 < limit.rate <= LARGEST):
        yield Finding("bad-rate", Severity.ERROR, {"rate": limit.rate})
    finite = limit.amount.is_finite() and limit.extra.is_finite()
    if not finite or not 0 <= limit.extra < limit.amount <= LARGEST:
        yield Finding("bad-limit", Severity.ERROR, {"limit": limit.amount, "extra": limit.extra})


def _split(items: tuple[Item, ...], limit: Limit, rules: Rules, findings: list[Finding], steps: int) -> Split:
    rate = Fraction(limit.factor)
    if limit.rate is not None and not limit.converts:
        findings.append(Finding("rate-unused", Severity.WARNING, {"prices": limit.prices}))
    sizes = [Fraction(item.price) * rate for item in items]
    room = Fraction(limit.amount) - Fraction(limit.extra)
    total = sum((size * item.quantity for size, item in zip(sizes, items, strict=True)), Fraction(0))
    too_dear = tuple(place for place, size in enumerate(sizes) if size > room)
    counts = [0 if size > room else item.quantity for size, item in zip(sizes, items, strict=True)]
    packing = _packed(sizes, counts, room, steps)
    parts = sorted((_part(counts, items, sizes, limit) for counts in packing.parts), key=lambda p: -p.counted)
    for place in too_dear:
        facts = {"line": items[place].line, "name": items[place].name, "counted": _money(sizes[place])}
        findings.append(Finding("too-dear", Severity.ERROR, facts))
    if limit.converts and any(Fraction(part.counted) > Fraction(limit.amount) * _CLOSE for part in parts):
        findings.append(Finding("close", Severity.WARNING, {"limit": limit.amount}))
    findings.append(Finding("other-costs", Severity.HINT, {}, rules.basis))
    return Split(
        limit, items, tuple(parts), too_dear, packing.at_least, _money(total), tuple(findings),
        _speaks(total, limit, rules),
    )  # fmt: skip


def _packed(sizes: Sequence[Fraction], counts: Sequence[int], room: Fraction, steps: int) -> Packing:
    """The packing in whole numbers: sizes and room in the smallest unit that all sizes share."""
    unit = lcm(*(size.denominator for size in sizes))
    most = int(room * unit)
    return pack([min(int(size * unit), most) for size in sizes], counts, most, steps)


def _part(counts: Sequence[int], items: Sequence[Item], sizes: Sequence[Fraction], limit: Limit) -> Part:
    entries = tuple((place, count) for place, count in enumerate(counts) if count)
    total = sum((items[place].price * count for place, count in entries), Decimal(0))
    counted = sum((sizes[place] * count for place, count in entries), Fraction(limit.extra))
    return Part(entries, total, _money(counted))


def _money(amount: Fraction) -> Decimal:
    """An amount with two decimals, rounded half up."""
    hundredths = Decimal(int(amount * 100 + Fraction(1, 2)))
    return (hundredths / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _speaks(total: Fraction, limit: Limit, rules: Rules) -> Speaks:
    """What the sum says of the reasons; nothing if the limit is the user's own."""
    if (limit.amount, limit.currency) != (rules.amount, rules.currency):
        return {}
    return rules.over if total > Fraction(limit.amount) else rules.under
