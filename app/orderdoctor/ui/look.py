"""One visual system: colours, type scale, spacing and icons, for light, dark and high contrast, at every text size."""

from __future__ import annotations

import string
import tomllib
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from orderdoctor.i18n import CHINESE, Language

SIZES = (4, 8, 12, 14, 15, 16, 18, 24, 28, 32, 36, 38)
"""The type scale and the spacing, in pixels at 100 % text size (`$s14` in window.qss)."""

ICON_SIZE = 18

_LATIN = ("Segoe UI", "SF Pro Text", ".AppleSystemUIFont", "Inter", "Noto Sans", "DejaVu Sans")
_CHINESE = (
    "Microsoft YaHei UI", "PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei"
)  # fmt: skip


class Look(QObject):
    """The look of the window; `changed` tells that colours or sizes are others now."""

    changed = Signal()

    def __init__(self, folder: Path, icons: Path) -> None:
        """Take the folders of the style (themes.toml, window.qss) and of the icons."""
        super().__init__()
        self._themes = tomllib.loads((folder / "themes.toml").read_text(encoding="utf-8"))
        self._template = string.Template((folder / "window.qss").read_text(encoding="utf-8"))
        self._icons = icons
        self._svg: dict[str, str] = {}
        self._drawn: dict[tuple[str, str, int], QIcon] = {}
        self._scratch = QTemporaryDir()
        self._applied = ("", 0)
        self._percent = 100
        self._colors: dict[str, str] = self._themes["light"]

    @property
    def percent(self) -> int:
        """The text size in percent."""
        return self._percent

    def px(self, size: float) -> int:
        """A size of the scale at the current text size, in pixels."""
        return round(size * self._percent / 100)

    def color(self, name: str) -> QColor:
        """A colour of the current theme by its name in themes.toml."""
        return QColor(self._colors[name])

    @property
    def dark(self) -> bool:
        """Whether text is lighter than its background."""
        return self.color("background").lightness() < self.color("text").lightness()

    def use(self, theme: str, percent: int, language: Language) -> None:
        """Apply a theme (`system`, or one of themes.toml), a text size and the fonts of a language.

        Styling the whole window anew takes some 100 ms, so it is done only if colours or sizes changed.
        """
        app = QApplication.instance()
        now = (self._resolved(theme), percent)
        restyle = now != self._applied
        self._applied, self._percent = now, percent
        self._colors = self._themes[now[0]]
        if restyle:
            self._drawn.clear()
        if not isinstance(app, QApplication):
            return
        font = interface_font(language)
        font.setPixelSize(self.px(14))
        if QApplication.font().families() != font.families() or restyle:
            QApplication.setFont(font)
        if not restyle:
            return
        QApplication.setPalette(self._palette())
        app.setStyleSheet(self._sheet())
        self.changed.emit()

    def _resolved(self, theme: str) -> str:
        if theme in self._themes:
            return theme
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _sheet(self) -> str:
        sizes = {f"s{size}": f"{self.px(size)}px" for size in SIZES}
        files = {"arrow": self._tinted("chevron-down", "muted"), "check": self._tinted("check", "on_accent")}
        return self._template.substitute(self._colors, half36=f"{self.px(36) // 2}px", **sizes, **files)

    def _tinted(self, name: str, color: str) -> str:
        """An icon in a colour as a file of this run, because style sheets take pictures from files only."""
        target = Path(self._scratch.path()) / f"{name}-{self._colors[color][1:]}.svg"
        if not target.exists():
            target.write_text(self._source(name).replace("currentColor", self._colors[color]), encoding="utf-8")
        return target.as_posix()

    def _palette(self) -> QPalette:
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: "background", QPalette.ColorRole.WindowText: "text", QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.AlternateBase: "hover", QPalette.ColorRole.Text: "text", QPalette.ColorRole.Button: "surface",
            QPalette.ColorRole.ButtonText: "text", QPalette.ColorRole.Highlight: "accent",
            QPalette.ColorRole.HighlightedText: "on_accent", QPalette.ColorRole.PlaceholderText: "muted",
            QPalette.ColorRole.Link: "accent", QPalette.ColorRole.ToolTipBase: "surface", QPalette.ColorRole.ToolTipText: "text",
        }  # fmt: skip
        for role, name in roles.items():
            palette.setColor(role, self.color(name))
        return palette

    def _source(self, name: str) -> str:
        if name not in self._svg:
            self._svg[name] = (self._icons / f"{name}.svg").read_text(encoding="utf-8")
        return self._svg[name]

    def icon(self, name: str, color: str = "text", gap: int = 0) -> QIcon:
        """A line icon in a colour of the theme, sharp on every screen; gap: room between it and a text beside it."""
        key = (name, color, gap)
        if key not in self._drawn:
            app = QGuiApplication.instance()
            finest = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
            icon = QIcon()
            for ratio in {1.0, finest}:
                icon.addPixmap(self.pixmap(name, color, ICON_SIZE, ratio, gap))
            self._drawn[key] = icon
        return self._drawn[key]

    def pixmap(
        self, name: str, color: str = "text", size: int = ICON_SIZE, ratio: float = 2.0, gap: int = 0
    ) -> QPixmap:
        """A line icon as a picture of size pixels (at 100 %), drawn for a screen with this pixel ratio.

        gap: empty room in pixels, at the right of the icon if it is positive, at its left if it is negative.
        """
        source = self._source(name).replace("currentColor", self._colors[color])
        side = self.px(size)
        picture = QPixmap(QSize(round((side + abs(gap)) * ratio), round(side * ratio)))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(max(0, -gap), 0, side, side))
        painter.end()
        return picture


def interface_font(language: Language) -> QFont:
    """The interface font. Latin first, except for Chinese readers: 中文 sets its own digits and punctuation."""
    families = (*_LATIN, *_CHINESE) if language != CHINESE else (*_LATIN[:5], *_CHINESE, *_LATIN[5:])
    font = QFont(list(families))
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font
