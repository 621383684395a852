"""What is dragged onto the window: texts and text files land in a paste box; all else is refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

import screens
from orderdoctor import text_file
from orderdoctor.text_file import NotAText, read_text
from orderdoctor.ui.window import Window

BUTTON, KEYS, COPY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction


def drop(window: Window, mime: QMimeData, place: QPoint | None = None) -> bool:
    """Drag something over the window and let it fall; whether the window would take it."""
    place = place or QPoint(20, 20)
    enter = QDragEnterEvent(place, COPY, mime, BUTTON, KEYS)
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(place), COPY, mime, BUTTON, KEYS))
        screens.settle()
    return enter.isAccepted()


def files(*paths: Path) -> QMimeData:
    """Files as a file manager hands them over."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def texts(text: str) -> QMimeData:
    """A text as a browser hands it over."""
    mime = QMimeData()
    mime.setText(text)
    return mime


def test_a_text_file_lands_in_the_paste_box_from_any_page(window: Window, tmp_path: Path) -> None:
    path = tmp_path / "Lỗi đơn hàng 订单.log"
    path.write_text(screens.PASTE, encoding="utf-8")
    screens.settings(window)
    assert drop(window, files(path))
    assert window.stack.currentWidget() is window.diagnose
    assert window.diagnose.box.toPlainText() == screens.PASTE
    assert window.diagnose.box.hasFocus()
    assert window.diagnose.finding is not None, "the answer is there"


def test_a_dropped_text_replaces_what_is_in_the_box_and_can_be_taken_back(window: Window) -> None:
    window.diagnose.box.put("before")
    assert drop(window, texts("-999"))
    assert window.diagnose.box.toPlainText() == "-999"
    window.diagnose.box.undo()
    assert "before" in window.diagnose.box.toPlainText()


def test_a_file_that_falls_on_a_check_stays_there(window: Window, tmp_path: Path) -> None:
    path = tmp_path / "reply.json"
    path.write_text(screens.REPLY, encoding="utf-8")
    form = screens._form(window, "reader")
    screens.settle()
    box = form.text.editor
    assert drop(window, files(path), box.mapTo(window, QPoint(10, 10)))
    assert box.toPlainText() == screens.REPLY
    assert window.stack.currentWidget() is window.page("tools")
    assert not window.diagnose.box.toPlainText()


def test_the_paste_box_names_no_file_in_its_text(window: Window, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("-999", encoding="utf-8")
    assert not window.diagnose.box.canInsertFromMimeData(files(path))
    assert window.diagnose.box.canInsertFromMimeData(texts("-999"))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("big.log", b"order failed\n" * 900_000, "larger than 10 MB"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "no plain text"),
        ("noise.bin", bytes(range(1, 256)) * 40, "no plain text"),
        ("gone.txt", None, "can't be read"),
    ],
)
def test_u34_what_is_no_text_is_refused_in_one_sentence(
    window: Window, tmp_path: Path, name: str, data: bytes | None, said: str
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    window.diagnose.box.put("kept")
    assert drop(window, files(path))
    assert window.notes.isVisible()
    assert said in window.notes._text.text()
    assert name in window.notes._text.text()
    assert str(tmp_path) not in window.notes._text.text()
    assert window.diagnose.box.toPlainText() == "kept"


def test_a_folder_and_several_files_are_refused(window: Window, tmp_path: Path) -> None:
    assert drop(window, files(tmp_path))
    assert "can't be read" in window.notes._text.text()
    assert drop(window, files(tmp_path / "a", tmp_path / "b"))
    assert "one at a time" in window.notes._text.text()


def test_x2_a_picture_is_not_taken(window: Window) -> None:
    mime = QMimeData()
    mime.setImageData(window.grab().toImage())
    assert not drop(window, mime)


def test_x1_a_long_file_is_cut_and_says_so(window: Window, tmp_path: Path) -> None:
    path = tmp_path / "long.log"
    path.write_text("order failed\n" * 5_000, encoding="utf-8")
    assert drop(window, files(path))
    assert len(window.diagnose.box.toPlainText()) < 21_000
    assert window.diagnose._notice.isVisibleTo(window)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_r21_files_of_other_systems_are_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "reply.txt"
    path.write_bytes("该货运跟踪号未通过物流风控审核\r\n-999".encode(encoding))
    assert read_text(path) == "该货运跟踪号未通过物流风控审核\r\n-999"


def test_a_file_at_the_limit_is_read_and_one_above_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_file, "LARGEST", 5)
    path = tmp_path / "a.txt"
    path.write_bytes(b"12345")
    assert read_text(path) == "12345"
    path.write_bytes(b"123456")
    with pytest.raises(NotAText) as refused:
        read_text(path)
    assert refused.value.why == "too-large"
