"""The check that splits an order, in the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from PySide6.QtWidgets import QLineEdit

from orderdoctor.i18n import Words
from orderdoctor.tools import split_words as say
from orderdoctor.tools.finding import Severity, Speaks
from orderdoctor.tools.split.amounts import read_amount
from orderdoctor.tools.split.check import Limit, Split, split_order
from orderdoctor.tools.split.lines import read_items
from orderdoctor.tools.split.rules import read_rules
from orderdoctor.ui.desk import Desk
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.tools.form import CantCheck, Grid, ToolForm, expect, text_field
from orderdoctor.ui.tools.sheets import Line, Sheet
from orderdoctor.ui.widgets.fields import Field


class SplitForm(ToolForm):
    """Items with prices and numbers of pieces, and the limit."""

    def __init__(self, kit: Kit, desk: Desk, primary: bool = True) -> None:
        """Take the kit, the desk, and whether Check is the main button."""
        super().__init__(kit, desk, primary)
        self._rules = read_rules(desk.tables)
        self.items = text_field(kit)
        self.limit, self.currency = Field(QLineEdit(str(self._rules.amount))), Field(QLineEdit(self._rules.currency))
        self.prices, self.rate, self.extra = Field(QLineEdit()), Field(QLineEdit()), Field(QLineEdit())
        fields = (self.limit, self.currency, self.prices, self.rate, self.extra)
        self.inputs.addWidget(self.items)
        self.inputs.addWidget(Grid(kit, fields))
        for field in fields:
            field.editor.returnPressed.connect(self.check)
        self.retranslate()

    def fill(self, known: Mapping[str, str]) -> None:
        """See `ToolForm.fill`: the case's text, if every line of it is an item."""
        text = known.get("text", "")
        items, bad = read_items(text, say.decimal_mark(self.kit.words))
        if items and not bad:
            self.items.editor.put(text)

    def say_fields(self, words: Words) -> None:
        """See `ToolForm.say_fields`."""
        self.items.say(words.tr("Items, one in a line: name, price of one piece, number of pieces"))
        example = (words.tr("Phone case"), words.tr("Cable"))
        separator = "; " if say.decimal_mark(words) == "," else ", "
        prices = ("4,99", "7,50") if separator == "; " else ("4.99", "7.50")
        lines = [separator.join(parts) for parts in zip(example, prices, ("3", "2"), strict=True)]
        self.items.editor.setPlaceholderText("\n".join(lines))
        self.limit.say(words.tr("What one part may cost"))
        self.currency.say(words.tr("Currency of the limit"))
        self.prices.say(words.tr("Currency of the prices"))
        self.rate.say(words.tr("Exchange rate: 1 unit of the prices"))
        self.extra.say(words.tr("Extra cost of each part, such as shipping"))

    def answer(self) -> object:
        """See `ToolForm.answer`."""
        items, bad = read_items(self.items.editor.toPlainText(), say.decimal_mark(self.kit.words))
        limit = Limit(
            amount=self._number(self.limit, self._rules.amount),
            currency=self.currency.editor.text().strip().upper() or self._rules.currency,
            rate=self._number(self.rate, Decimal(0)) if self.rate.editor.text().strip() else None,
            prices=self.prices.editor.text().strip().upper(),
            extra=self._number(self.extra, Decimal(0)),
        )
        split = split_order(items, limit, self._rules, bad)
        fault = next((one for one in split.findings if not split.parts and one.severity is Severity.ERROR), None)
        if fault and fault.what != "too-dear":
            told = fault
            raise CantCheck(lambda words: say.finding_text(told, split, words))
        return split

    def _number(self, field: Field[QLineEdit], default: Decimal) -> Decimal:
        text = field.editor.text().strip()
        if not text:
            return default
        amount = read_amount(text, say.decimal_mark(self.kit.words))
        if amount is None:
            raise CantCheck(
                lambda words: words.tr("“{name}” needs a number, and “{value}” is none.").format(
                    name=field.name.text(), value=text[:40]
                )
            )
        return amount.value

    def speaks_of(self, found: object) -> Speaks:
        """See `ToolForm.speaks_of`."""
        return expect(found, Split).speaks

    def sheets_of(self, found: object, words: Words) -> Sequence[Sheet]:
        """See `ToolForm.sheets_of`: the verdict, then a sheet for each part."""
        split = expect(found, Split)
        lines = [Line(say.limit_text(split.limit, words))]
        for finding in split.findings:
            text = say.finding_text(finding, split, words)
            basis = finding.basis if finding.basis != self._rules.basis else None
            lines.append(Line(text, finding.severity, rests=self.rests(basis, words)))
        tone = "wrong" if split.too_dear else "good" if split.proved else "warning"
        mark = {
            "wrong": words.tr("Too dear"),
            "good": words.tr("Certain"),
            "warning": words.tr("Not proved"),
        }[tone]
        rests = (self.rests(self._rules.basis, words),)
        copies = ((words.tr("Copy all parts"), "\n\n".join(self._lists(split, words))),) if len(split.parts) > 1 else ()
        return [
            Sheet(say.verdict_text(split, words), mark, tone, tuple(lines), copies, rests=rests),
            *self._parts(split, words),
        ]

    def _lists(self, split: Split, words: Words) -> list[str]:
        return [say.part_list(number, part, split, words) for number, part in enumerate(split.parts, 1)]

    def _parts(self, split: Split, words: Words) -> list[Sheet]:
        lists = self._lists(split, words)
        return [
            Sheet(
                say.part_heading(number, part, split, words),
                lines=tuple(Line(say.entry_text(split.items[place], count, words)) for place, count in part.entries),
                copies=((words.tr("Copy part {number}").format(number=number), lists[number - 1]),),
            )
            for number, part in enumerate(split.parts, 1)
        ]
