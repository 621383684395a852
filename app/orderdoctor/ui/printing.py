"""Checklists on paper and in PDF files: black on white, page numbers, boxes to tick by hand, the fonts in the file.

Texts go in as plain texts with a format each: nothing is ever read as HTML, and no file is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QPen,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextImageFormat,
    QTextOption,
)

from orderdoctor.catalog.labels import Piece
from orderdoctor.i18n import CHINESE, Language
from orderdoctor.sheet import Sheet, Task, Warned
from orderdoctor.ui.look import interface_font
from orderdoctor.ui.pdf_text import with_whole_characters

PAPERS = {"A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}
MARGIN = 18.0
"""Millimetres on every side."""

TITLE, HEAD, TEXT, SMALL = 15.0, 12.5, 11.0, 9.0
"""The sizes of the texts, in points."""

SCREEN = 96.0
"""Dots per inch for which all other measures are meant."""

_INDENT = 26.0
_BOX = 17.0


def pdf(sheet: Sheet, language: Language, paper: str) -> bytes:
    """A PDF file of a checklist, on a paper of PAPERS."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(sheet.title)
    writer.setCreator("Order Doctor")
    writer.setPageLayout(page_layout(paper))
    print_sheet(sheet, language, writer)
    buffer.close()
    return with_whole_characters(bytes(content.data()))


def page_layout(paper: str) -> QPageLayout:
    """The page: a paper of PAPERS, upright, with margins."""
    margins = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN)
    size = QPageSize(PAPERS[paper])
    return QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)


def print_sheet(sheet: Sheet, language: Language, device: QPagedPaintDevice) -> int:
    """Print a checklist; return the number of pages, 0 if the device refuses."""
    painter = QPainter()
    if not painter.begin(device):
        return 0
    document = checklist(sheet, language, QColor(Qt.GlobalColor.black), device.logicalDpiY() / SCREEN)
    document.documentLayout().setPaintDevice(device)
    foot = _font(language, SMALL)
    line = QFontMetricsF(foot, device).lineSpacing()
    page = QSizeF(device.width(), device.height() - 2 * line)
    document.setPageSize(page)
    _keep_heads_with_steps(document, page.height())
    pages = document.pageCount()
    for number in range(pages):
        if number:
            device.newPage()
        _paint(document, painter, number, page)
        painter.setFont(foot)
        painter.setPen(Qt.GlobalColor.black)
        below = QRectF(0, page.height() + line, page.width(), line)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, sheet.foot)
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, sheet.page.format(number=number + 1, all=pages))
    painter.end()
    return pages


def _paint(document: QTextDocument, painter: QPainter, number: int, page: QSizeF) -> None:
    top = number * page.height()
    context = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    context.palette = palette
    context.clip = QRectF(0, top + 1, page.width(), page.height() - 2)  # not what only touches the page
    painter.save()
    painter.translate(0, -top)
    painter.setClipRect(QRectF(0, top, page.width(), page.height()))
    document.documentLayout().draw(painter, context)
    painter.restore()


def _keep_heads_with_steps(document: QTextDocument, height: float) -> None:
    """No heading stands alone at the foot of a page."""
    block = document.begin()
    document.pageCount()  # lays everything out
    while block.isValid():
        after = block.next()
        is_head = block.blockFormat().headingLevel() > 0 and after.isValid()
        if is_head and _top(block) // height != _top(after) // height:
            _begin_page(block)
        block = after


def _top(block: QTextBlock) -> float:
    """Where the first line of a block stands: it may stand on the page after the one on which the block begins."""
    layout = block.layout()
    return layout.position().y() + layout.lineAt(0).y()


def _begin_page(block: QTextBlock) -> None:
    form = QTextBlockFormat(block.blockFormat())
    form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    QTextCursor(block).setBlockFormat(form)


# --- the document


def checklist(
    sheet: Sheet, language: Language, ink: QColor, scale: float = 1.0, zoom: float = 1.0
) -> QTextDocument:
    """A checklist as a document.

    ink: the colour of boxes and frames (texts have the colour of whoever shows it); scale: how much finer than the
    screen the device is, for the one measure that Qt does not scale; zoom: how much larger than on paper.
    """
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setUseDesignMetrics(True)
    document.setIndentWidth(_INDENT * zoom)
    document.setDefaultFont(_font(language, TEXT * zoom))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    for state in ("open", "done", "blocked"):
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(state), _box(state, ink))
    _Writing(QTextCursor(document), language, ink, scale, zoom).write(sheet)
    return document


@dataclass
class _Writing:
    """Writes a sheet into a document, from top to bottom."""

    cursor: QTextCursor
    language: Language
    ink: QColor
    scale: float
    zoom: float
    _begun: bool = False

    @property
    def _gap(self) -> str:
        """What stands behind a colon: Chinese ones bring their own room."""
        return "" if self.language == CHINESE else " "

    def write(self, sheet: Sheet) -> None:
        self._line([Piece(sheet.title)], size=TITLE, bold=True, below=4, level=1)
        for fact in sheet.facts:
            self._line([Piece(fact)], below=2)
        if sheet.seen:
            self._line([Piece(f"{sheet.seen_head}{self._gap}{sheet.seen}")], size=SMALL, above=4)
        self._line([Piece(sheet.way)], bold=True, above=10)
        for group in sheet.groups:
            self._line([Piece(group.title)], size=HEAD, bold=True, above=14, below=2, level=2)
            for task in group.tasks:
                self._task(task)
        self._line([Piece(sheet.test)], size=HEAD, bold=True, above=18, level=2)
        for end in sheet.ends:
            self._line([Piece(end)], above=4, box="open")
        if sheet.sources:
            self._line([Piece(sheet.sources_head)], size=HEAD, bold=True, above=18, below=2, level=2)
        for source, where in sheet.sources:
            self._line([Piece(source)], size=SMALL, above=3)
            if where:
                self._line([Piece(where)], size=SMALL)

    def _task(self, task: Task) -> None:
        if task.warning:
            self._warning(task.warning)
        number = Piece(f"{task.number}. ")
        self._line([number, *task.text], above=6, box=task.state)
        for line in task.lines:
            self._line(line, above=1, inside=True)

    def _warning(self, warning: Warned) -> None:
        """In a frame and behind a bold word: it stands out on paper without colour, and before what it warns of."""
        form = QTextFrameFormat()
        form.setBorder(1.5)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderBrush(self.ink)
        form.setPadding(6)
        form.setTopMargin(8)
        form.setBottomMargin(4)
        form.setLeftMargin(_INDENT * self.zoom)
        outer = self.cursor.currentFrame()
        self.cursor.insertFrame(form)
        self._begun = False
        self._line([Piece(f"! {warning.kind}{self._gap}")], bold=True)
        self._pieces(warning.text, TEXT, bold=False)
        self.cursor = outer.lastCursorPosition()
        self._begun = False  # an empty line follows each frame: the next text goes there

    def _line(
        self,
        text: Iterable[Piece],
        *,
        size: float = TEXT,
        bold: bool = False,
        above: float = 0,
        below: float = 0,
        inside: bool = False,
        level: int = 0,
        box: str = "",
    ) -> None:
        form = QTextBlockFormat()
        form.setTopMargin(above)
        form.setBottomMargin(below)
        form.setIndent(1 if box or inside else 0)  # a left margin would not grow with the resolution
        form.setTextIndent(-_INDENT * self.scale * self.zoom if box else 0)
        form.setHeadingLevel(level)
        form.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if self._begun:
            self.cursor.insertBlock(form, self._form(size, bold))
        else:
            self.cursor.setBlockFormat(form)
        self._begun = True
        if box:
            self._insert_box(box)
        self._pieces(text, size, bold)

    def _insert_box(self, state: str) -> None:
        image = QTextImageFormat()
        image.setName(state)
        image.setWidth(_INDENT * self.zoom)
        image.setHeight(_BOX * self.zoom)
        image.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
        self.cursor.insertImage(image)

    def _pieces(self, text: Iterable[Piece], size: float, bold: bool) -> None:
        for piece in text:
            self.cursor.insertText(piece.text, self._form(size, bold or piece.is_label))
            if piece.meaning:
                opening, closing = ("（", "）") if self.language == CHINESE else (" (", ")")
                self.cursor.insertText(f"{opening}{piece.meaning}{closing}", self._form(size, bold))

    def _form(self, size: float, bold: bool) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFont(_font(self.language, size * self.zoom))
        form.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        return form


def _font(language: Language, points: float) -> QFont:
    font = interface_font(language)
    font.setPointSizeF(points)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag.fromString("liga"), 0)  # or "fulfil" is copied out of the file with a letter that is two
    return font


def _box(state: str, ink: QColor) -> QImage:
    """A box to tick by hand, with room at its right; one that is ticked, and one that is crossed out."""
    side = 96
    image = QImage(round(side * _INDENT / _BOX), side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 7))
    painter.drawRect(QRectF(8, 8, side - 16, side - 16))
    for line in _strokes(state):
        painter.drawPolyline(line)
    painter.end()
    return image


def _strokes(state: str) -> Sequence[Sequence[QPointF]]:
    if state == "done":
        return ((QPointF(24, 50), QPointF(42, 68), QPointF(74, 28)),)
    if state == "blocked":
        return ((QPointF(26, 26), QPointF(70, 70)), (QPointF(70, 26), QPointF(26, 70)))
    return ()
