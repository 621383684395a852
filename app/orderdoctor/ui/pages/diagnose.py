"""Diagnose: a paste box that has the focus, and the answer below it while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from orderdoctor.i18n import mark
from orderdoctor.ui.desk import Desk
from orderdoctor.ui.finding import Finding
from orderdoctor.ui.kit import ASK, Kit, announce
from orderdoctor.ui.pages.base import Page
from orderdoctor.ui.widgets.boxes import Card, Flow, column, row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.choice import Choice
from orderdoctor.ui.widgets.paste import PasteBox
from orderdoctor.ui.widgets.text import PlainLabel, restyle

if TYPE_CHECKING:
    from orderdoctor.catalog.model import Question
    from orderdoctor.ui.widgets.answer import Answer
    from orderdoctor.ui.widgets.chips import Chip
    from orderdoctor.ui.widgets.tour import Tour
    from orderdoctor.ui.widgets.unfinished import Unfinished

PAUSE = 120
"""Milliseconds after the last keystroke until the doctor is asked."""

EXAMPLES = (
    mark("-999 该货运跟踪号未通过物流风控审核,请更换货运跟踪号后重试。"),
    mark("DSers: The supplier changed the product SKUs or SKU information."),
    mark("My order on AliExpress was cancelled and I don't know why"),
)
"""Pasted by a click. Written as users of each language would have them."""


class DiagnosePage(Page):
    """Asks the doctor about what is typed or pasted, and shows what they say."""

    start = Signal(object, str)
    """A finding and the id of the reason to fix."""
    more = Signal(object, str)
    resume = Signal(str)
    drop = Signal(str)
    library = Signal()
    ask = Signal()
    """The user would rather answer questions."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        """Take the kit and the desk."""
        super().__init__(kit, desk)
        self._finding: Finding | None = None
        self._carried: Finding | None = None
        """The finding as it was at the latest answer: its answers hold for as long as the text only grows."""
        self._question: Question | None = None
        self._again = ""
        """The question whose answer was just taken away."""
        self._without: set[str] = set()
        self._no_system = False
        self._rejected: list[str] = []
        self._cut = 0
        self._told = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._ask)
        self._build()
        self.retranslate()
        desk.loaded.connect(self._loaded)
        desk.cases_changed.connect(self._show_unfinished)
        desk.profile_changed.connect(self._ask)
        desk.profile_changed.connect(self._show_tour)

    # --- building

    def _build(self) -> None:
        self.body.box.addWidget(self._build_paste())
        self._notice = Card("warning", margin=12, gap=4)
        self._notice_text = PlainLabel("warning")
        self._notice.box.addWidget(self._notice_text)
        self._notice.hide()
        self.body.box.addWidget(self._notice)
        self._answer: Answer | None = None
        self.body.box.addWidget(self._build_empty())
        self.body.box.addStretch(1)

    def _build_paste(self) -> Card:
        card = Card("paste", margin=10, gap=8)
        self.box = PasteBox(self.kit)
        self._chips_head = PlainLabel("muted", wrap=False)
        self._chips = Flow(8)
        self._clear = Button(self.kit, "quiet", "x")
        self._paste = Button(self.kit, "quiet", "clipboard-paste")
        self._chips.addWidget(self._chips_head)
        card.box.addWidget(self.box)
        foot = row(gap=8)
        foot.addLayout(self._chips, 1)
        foot.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self._paste, 0, Qt.AlignmentFlag.AlignBottom)
        card.box.addLayout(foot)

        def frame(active: bool) -> None:
            card.setProperty("active", active)
            restyle(card)

        self.box.entered.connect(frame)
        self.box.edited.connect(self._edited)
        self.box.was_cut.connect(self._was_cut)
        self._paste.clicked.connect(self.paste)
        self._clear.clicked.connect(self.clear)
        return card

    def _build_empty(self) -> QWidget:
        self._empty = QWidget()
        box = QVBoxLayout(self._empty)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(8)
        self._unfinished: Unfinished | None = None
        self._describe: Choice | None = None
        self._tour: Tour | None = None
        self._examples_head = PlainLabel("overline")
        self._examples: list[Choice] = []
        self._first_box = column(16)
        box.addLayout(self._first_box)
        box.addSpacing(8)
        box.addWidget(self._examples_head)
        self._examples_head.hide()
        self._examples_box = column(8)
        box.addLayout(self._examples_box)
        return self._empty

    def _offer_examples(self) -> None:
        """Made after the first paint: the Chinese letters of the first one need a font of 20 MB."""
        from orderdoctor.ui.widgets.unfinished import Unfinished

        self._describe = Choice(self.kit, "ask")
        self._describe.clicked.connect(self.ask)
        self._first_box.addWidget(self._describe)
        self._unfinished = Unfinished(self.kit)
        self._unfinished.resume.connect(self.resume)
        self._unfinished.drop.connect(self._drop)
        self._first_box.addWidget(self._unfinished)
        for number in range(len(EXAMPLES)):
            button = Choice(self.kit, str(number), "body")
            button.clicked.connect(self._try_example)
            self._examples.append(button)
            self._examples_box.addWidget(button)
        self._examples_head.show()
        self._say_examples()

    def _show_tour(self) -> None:
        """The hints of the first start; made after the first paint, and only for who has not closed them."""
        wanted = bool(self.desk.profiles.current.tour) and self._describe is not None
        if wanted and self._tour is None:
            from orderdoctor.ui.widgets.tour import Tour

            self._tour = Tour(self.kit)
            self._tour.closed.connect(self._close_tour)
            self._first_box.insertWidget(1, self._tour)
            self.arranged.emit()
        if self._tour is not None:
            self._tour.setVisible(wanted)

    def _close_tour(self) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.change_profile(tour=0)
        self._show_tour()

    def _say_examples(self) -> None:
        words = self.kit.words
        if self._describe is not None:
            line = words.tr("Choose from a few answers, one question at a time. It asks only what it needs.")
            title = words.tr("No message? Describe what you see")
            self._describe.say_both(title, line)
            keys = QKeySequence(ASK).toString(QKeySequence.SequenceFormat.NativeText)
            self._describe.setToolTip(f"{title} ({keys})")
        if self._tour is not None:
            self._tour.retranslate()
        for button, example in zip(self._examples, EXAMPLES, strict=False):
            button.say_both(self.kit.words.marked(example))

    # --- what the user does

    def paste(self) -> None:
        """Replace the text by what is on the clipboard."""
        self._replace(QGuiApplication.clipboard().mimeData())

    def take(self, text: str) -> None:
        """Replace the text by one that comes from elsewhere, and ask at once."""
        mime = QMimeData()
        mime.setText(text)
        self._replace(mime)
        self.ask_now()

    def _replace(self, mime: QMimeData) -> None:
        if mime.hasText():
            self.box.selectAll()
            self.box.insertFromMimeData(mime)
        self.box.setFocus()

    def clear(self) -> None:
        """Empty the box; Ctrl+Z brings the text back."""
        self.box.put("")
        self._carried = None
        self.ask_now()
        self.box.setFocus()

    def entered(self) -> None:
        """The page is shown: one can paste at once."""
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_now(self) -> None:
        """Ask without waiting for a pause in typing."""
        self._timer.stop()
        self._ask()

    @property
    def finding(self) -> Finding | None:
        """What is known now; None while there is neither a text nor an answer."""
        return self._finding or self._carried

    def adopt(self, finding: Finding) -> None:
        """Go on with a finding of another page: its text is in the box, its answers are taken over."""
        if self.box.toPlainText() != finding.text:
            self.box.put(finding.text)
        self._carried = finding
        self._again = ""
        self._rejected = list(finding.inquiry.rejected)
        self.ask_now()

    def _edited(self) -> None:
        if self._carried is not None and self._carried.text.strip() not in self.box.toPlainText():
            self._carried = None
        self._again = ""
        self._without.clear()
        self._rejected.clear()
        self._no_system = False
        self._cut = 0
        self._timer.start()

    def _was_cut(self, length: int) -> None:
        self._cut = length
        self._show_notice()

    def _try_example(self) -> None:
        sender = self.sender()
        if isinstance(sender, Choice) and sender in self._examples:
            self.box.put(self.kit.words.marked(EXAMPLES[self._examples.index(sender)]))
            self.box.setFocus()
            self.ask_now()

    def _start(self, reason: str) -> None:
        if self._finding:
            self.start.emit(self._finding, reason)

    def _more(self, reason: str) -> None:
        if self._finding:
            self.more.emit(self._finding, reason)

    def _reject(self, reason: str) -> None:
        if self._finding is None:
            return
        self._rejected.append(reason)
        self._finding = self.desk.without(self._finding, (reason,))
        self._question = self._worth_asking()
        self._show()
        self._tell()
        self.answer.take_focus()

    def _take_away(self, key: str) -> None:
        from orderdoctor.diagnosis.troubleshooter import SYSTEM

        kind, _, what = key.partition(":")
        finding = self.finding
        if finding is not None and kind in ("answer", "system") and (what or SYSTEM) in _given(finding):
            self._forget(finding, what or SYSTEM)
            return
        if kind == "code":
            self._without.add(what)
        else:
            self._no_system = True
        self._ask()
        self.box.setFocus()

    def _forget(self, finding: Finding, question: str) -> None:
        """Take an answer away: it is not known any more, and the question is shown again."""
        from orderdoctor.diagnosis.answers import UNKNOWN

        self._again = question
        self._learned(self.desk.answer(self.desk.still_kept(finding), question, UNKNOWN))
        if self._finding is None:
            self.box.setFocus()

    def _answered(self, question: str, answer: str) -> None:
        if self._finding is not None:
            self._again = ""
            after = self.desk.answer(self.desk.still_kept(self._finding), question, answer)
            self._learned(self.desk.keep(after, self.kit.words))

    def _learned(self, finding: Finding) -> None:
        """An answer was given or taken away."""
        self._carried = finding
        self._finding = finding if finding.text.strip() else None
        self._question = self._worth_asking()
        self._show()
        self._tell()
        if self._finding is not None:
            self.answer.take_focus()

    # --- asking and showing

    def _loaded(self) -> None:
        if not self._examples:
            self._offer_examples()
        self._show_tour()
        self._ask()
        self._show_unfinished()

    def _ask(self) -> None:
        text = self.box.toPlainText()
        if not text.strip() or self.desk.doctor is None:
            self._finding = self._question = None
            self.box.mark(())
            self._show()
            return
        system = "" if self._no_system else None
        self.desk.diagnose(text, system, self._without, self._arrived)

    def _arrived(self, finding: Finding) -> None:
        if self._carried is not None:
            finding = self.desk.carried(finding, self._carried)
        self._finding = self.desk.without(finding, self._rejected)
        self._question = self._worth_asking()
        self.box.mark(self.answer.marks(self._finding, self.desk.explanation(self._finding)))
        self._show()
        self._tell()

    def _worth_asking(self) -> Question | None:
        """The question to show beside the answer: the one that tells several reasons apart."""
        finding, catalog = self._finding, self.desk.catalog
        if finding is None or catalog is None:
            return None
        if self._again in catalog.questions:
            return catalog.questions[self._again]
        return self.desk.question(finding) if finding.diagnosis.verdict.value == "ambiguous" else None

    def _tell(self) -> None:
        """Let a screen reader know the answer, once for each answer."""
        if self._finding is not None and self.desk.catalog is not None:
            text = self.answer.in_short(self._finding, self.desk.catalog)
            if text != self._told:
                self._told = text
                announce(self, text)

    def _show(self) -> None:
        finding, catalog = self._finding, self.desk.catalog
        self._empty.setVisible(finding is None)
        self._clear.setVisible(bool(self.box.toPlainText()))
        self._show_chips()
        self._show_notice()
        if finding is not None and catalog is not None:
            self.answer.show_finding(finding, catalog, self._question, dict(finding.inquiry.answers))
        if self._answer is not None:
            self._answer.setVisible(finding is not None)
        self.arranged.emit()

    @property
    def answer(self) -> Answer:
        """The answer below the paste box; made when there is one for the first time."""
        if self._answer is None:
            from orderdoctor.ui.widgets.answer import Answer

            self._answer = Answer(self.kit)
            self._answer.start.connect(self._start)
            self._answer.more.connect(self._more)
            self._answer.not_this.connect(self._reject)
            self._answer.library.connect(self.library)
            self._answer.ask.connect(self.ask)
            self._answer.answered.connect(self._answered)
            self.body.box.insertWidget(self.body.box.indexOf(self._empty), self._answer)
        return self._answer

    def _show_chips(self) -> None:
        while self._chips.count() > 1:
            item = self._chips.takeAt(1)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        finding, catalog = self.finding, self.desk.catalog
        words = self.kit.words
        chips: list[tuple[str, str, str]] = []
        if finding and catalog:
            from orderdoctor.diagnosis.troubleshooter import SYSTEM
            from orderdoctor.phrasing import said_text, stage_name

            chips = [(f"code:{code}", words.tr("code"), code) for code in finding.diagnosis.codes()]
            system = finding.diagnosis.system
            if system is not None and system in catalog.systems:
                chips.append(("system:", words.tr("where"), words.of(catalog.systems[system].name)))
            for question, answer in _given(finding).items():
                if question != SYSTEM:
                    said = said_text(question, answer, catalog, words)[1]
                    chips.append((f"answer:{question}", words.tr("answer"), said))
            if finding.diagnosis.verdict.value == "match":
                stage = catalog.reasons[finding.diagnosis.ranking[0].reason].stage
                chips.append(("stage:", words.tr("stage"), stage_name(stage, words)))
        self._chips_head.setVisible(bool(chips))
        for key, name, value in chips:
            self._chips.addWidget(self._chip(key, name, value))
        self._chips.invalidate()

    def _chip(self, key: str, name: str, value: str) -> Chip:
        from orderdoctor.ui.widgets.chips import Chip

        chip = Chip(self.kit, key)
        chip.say(name, value, self.kit.words.tr("Take away: {value}").format(value=value))
        chip.fixed(key == "stage:")
        chip.removed.connect(self._take_away)
        return chip

    def _show_notice(self) -> None:
        words = self.kit.words
        text = ""
        if self._cut:
            text = words.tr(
                "This text is very long ({count} characters). The first and the last 10,000 characters were kept and read."
            ).format(count=self.kit.language.locale.toString(self._cut))
        self._notice_text.setText(text)
        self._notice.setVisible(bool(text))

    def _show_unfinished(self) -> None:
        if self.desk.catalog is not None and self._unfinished is not None:
            cases = self.desk.cases
            unfinished = cases.cases(states=("open", "waiting"), limit=3)
            self._unfinished.show_cases([cases.case(summary.id) for summary in unfinished], self.desk.now(), self.desk.catalog)

    def _drop(self, case_id: str) -> None:
        self.box.setFocus()
        self.drop.emit(case_id)

    # --- words and width

    def retranslate(self) -> None:
        """See `Page.retranslate`."""
        words = self.kit.words
        self._title(
            words.tr("What went wrong with the order?"),
            words.tr("Paste the message you see: a code, a sentence in any language, a whole e-mail."),
        )
        self.box.setAccessibleName(words.tr("The message you see"))
        self.box.setPlaceholderText(words.tr("Paste it here, or describe in your own words what happened"))
        self._chips_head.setText(words.tr("Understood:"))
        self._paste.say(words.tr("Paste"), QKeySequence(QKeySequence.StandardKey.Paste))
        self._clear.say(words.tr("Clear"))
        self._examples_head.setText(words.tr("Try an example"))
        self._say_examples()
        self._show_unfinished()
        self._show()


def _given(finding: Finding) -> dict[str, str]:
    """What was answered, by question, without every *I don't know*."""
    from orderdoctor.diagnosis.answers import UNKNOWN

    return {question: answer for question, answer in finding.inquiry.answers if answer != UNKNOWN}
