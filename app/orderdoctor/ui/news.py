"""What happened while files were opened or saved, told above the page until it is closed."""

from __future__ import annotations

from orderdoctor.ui.desk import Desk
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.widgets.boxes import Card, row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.text import PlainLabel


class NewsCard(Card):
    """The faults of the world: damaged files, a full disk, another copy that has the data."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        """Take the kit and the desk."""
        super().__init__("warning", margin=12, gap=4)
        self._kit = kit
        self._desk = desk
        self.text = PlainLabel("warning")
        self._close = Button(kit, "icon", "x")
        self.box.addLayout(row(self.text, self._close))
        self._close.clicked.connect(self.hide)
        desk.save_failed.connect(self.tell)
        self.hide()

    def tell(self, failed: Exception | None = None) -> None:
        """Say what there is to say; failed: what could not be saved just now."""
        self._close.say(self._kit.words.tr("Close this note"))
        news = self._desk.profiles.news or failed or self._desk.languages_missing or self._desk.catalog
        lines = self._lines(failed) if news else []
        self.text.setText("\n".join(lines))
        self.setVisible(bool(lines))

    def _lines(self, failed: Exception | None) -> list[str]:
        from orderdoctor.fault_words import case_news_text, fault_text, profile_news_text
        from orderdoctor.phrasing import joined

        words, desk = self._kit.words, self._desk
        lines = [profile_news_text(news, words) for news in desk.profiles.news]
        if desk.catalog is not None:
            lines += [case_news_text(news, words) for news in desk.cases.news]
            if desk.refused is not None:
                lines.append(joined((fault_text(desk.refused, words), words.tr("Changes will not be saved.")), words))
        if desk.languages_missing:
            lines.append(words.tr("Some texts of this language could not be read. English stands in for them."))
        if failed is not None:
            lines.append(fault_text(failed, words))
        return lines
