"""Long work beside the window: one runner, results delivered in the window's thread, synchronous in tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot


class _Done(QObject):
    """Carries a result from the worker's thread to the window's."""

    arrived = Signal(object, object)


class _Job(QRunnable):
    def __init__(self, work: Callable[[], object], done: _Done) -> None:
        super().__init__()
        self._work = work
        self._done = done

    def run(self) -> None:
        try:
            result: object = self._work()
        except Exception as fault:  # noqa: BLE001  the border to the window: the fault is raised there again
            self._done.arrived.emit(None, fault)
        else:
            self._done.arrived.emit(result, None)


class TaskRunner(QObject):
    """Runs functions in the background, one after the other, and hands their results to the window."""

    def __init__(self, synchronous: bool = False) -> None:
        """Synchronous: run at once, in the window's thread (tests)."""
        super().__init__()
        self._synchronous = synchronous
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._waiting: dict[_Done, Callable[[Any], None]] = {}

    def run(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Do the work, then call `then` with its result; a fault of the work is raised in the window's thread."""
        if self._synchronous:
            then(work())
            return
        done = _Done(self)
        self._waiting[done] = then
        done.arrived.connect(self._deliver)
        self._pool.start(_Job(work, done))

    def finish(self) -> None:
        """Wait for what is under way, and deliver nothing more."""
        self._waiting.clear()
        self._pool.clear()
        self._pool.waitForDone()

    @Slot(object, object)
    def _deliver(self, result: object, fault: Exception | None) -> None:
        done = self.sender()
        then = self._waiting.pop(done, None) if isinstance(done, _Done) else None
        if isinstance(done, _Done):
            done.deleteLater()
        if then is None:
            return
        if fault is not None:
            raise fault
        then(result)
