"""Check digits: how one is worked out over the body of a number. The rules themselves stand in carriers.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import cycle

from orderdoctor.tools.tracking.shapes import DIGITS, LETTERS

KINDS = ("weighted", "remainder", "iso7064-37-36")


@dataclass(frozen=True, slots=True)
class Rule:
    """How a check digit is worked out; the fields are those of a `[[rule]]` in carriers.toml."""

    id: str
    kind: str
    modulus: int
    source: str
    weights: tuple[int, ...] = ()
    from_right: bool = False
    complement: bool = False
    then_modulus: int = 0
    digit_sum: bool = False
    replace: Mapping[int, int] = field(default_factory=dict)

    @property
    def characters(self) -> str:
        """What the check digit can be."""
        return DIGITS + LETTERS if self.kind == "iso7064-37-36" else DIGITS


def check_digit(rule: Rule, body: str) -> str:
    """The check digit of a body of digits and letters A to Z."""
    if rule.kind == "iso7064-37-36":
        return _iso7064(body, rule.modulus)
    if rule.kind == "remainder":
        return str(int(body) % rule.modulus)
    return str(_weighted(rule, body))


def _weighted(rule: Rule, body: str) -> int:
    letters = reversed(body) if rule.from_right else iter(body)
    products = (_value(letter) * weight for letter, weight in zip(letters, cycle(rule.weights), strict=False))
    total = sum(product // 10 + product % 10 if rule.digit_sum else product for product in products)
    rest = total % rule.modulus
    if rule.complement:
        rest = rule.modulus - rest
        return rule.replace.get(rest, rest % 10)
    return rest % rule.then_modulus if rule.then_modulus else rest


def _value(letter: str) -> int:
    """A digit's value; a letter's as UPS counts it: A 2, B 3 … H 9, I 0, J 1 …"""
    return int(letter) if letter in DIGITS else (ord(letter) - 63) % 10


def _iso7064(body: str, modulus: int) -> str:
    """ISO/IEC 7064, MOD 37,36, as DPD uses it."""
    alphabet = DIGITS + LETTERS
    rest = modulus
    for letter in body:
        rest += alphabet.index(letter)
        rest = (rest - modulus if rest > modulus else rest) * 2
        rest = rest - modulus - 1 if rest > modulus else rest
    return alphabet[(modulus + 1 - rest) % modulus]
