"""A question is begun when no more changes come, and only its newest form is answered."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from tpdesk.domain.errors import Cancelled, InputError, TpdeskError
from tpdesk.domain.progress import Progress
from tpdesk.gui.question import Question
from tpdesk.gui.runner import Runner

WAIT_MS = 30


class Asker(QObject):
    """Asks how often it has asked, and keeps what it hears."""

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self.begun = 0
        self.answers: list[int] = []
        self.troubles: list[TpdeskError] = []
        self.question = Question(runner, "count", WAIT_MS, self.begin, self)

    def begin(self) -> None:
        self.begun += 1
        number = self.begun
        self.question.work_on(lambda _progress: number, self.answers.append, self.troubles.append)


@pytest.fixture
def asker(qapp: QCoreApplication) -> Iterator[Asker]:
    runner = Runner(qapp)
    yield Asker(runner)
    runner.close()


def test_changes_in_quick_succession_are_one_question(qtbot: QtBot, asker: Asker) -> None:
    asker.question.awake = True
    for _ in range(5):
        asker.question.ask_soon()
    qtbot.waitUntil(lambda: asker.answers == [1])
    qtbot.wait(2 * WAIT_MS)
    assert asker.begun == 1


def test_nothing_is_begun_while_nobody_looks(qtbot: QtBot, asker: Asker) -> None:
    asker.question.ask_soon()
    asker.question.awake = True
    asker.question.ask_soon()
    asker.question.sleep()
    qtbot.wait(2 * WAIT_MS)
    assert asker.begun == 0


def test_work_that_is_overtaken_stops_at_its_next_step(qtbot: QtBot, asker: Asker) -> None:
    going, stopped = threading.Event(), threading.Event()
    overtaken = threading.Event()

    def slow(progress: Progress) -> int:
        progress.step(0, 2, "")
        going.set()
        overtaken.wait(5)
        try:
            progress.step(1, 2, "")
        except Cancelled:
            stopped.set()
            raise
        return -1

    asker.question.work_on(slow, asker.answers.append, asker.troubles.append)
    assert going.wait(5)
    asker.begin()
    overtaken.set()
    qtbot.waitUntil(lambda: asker.answers == [1])
    assert stopped.wait(5)
    assert asker.troubles == []


def test_what_is_forgotten_stops_too_and_an_error_is_told(qtbot: QtBot, asker: Asker) -> None:
    going, forgotten = threading.Event(), threading.Event()

    def slow(progress: Progress) -> int:
        going.set()
        forgotten.wait(5)
        progress.step(0, 1, "")
        return -1

    def broken(_progress: Progress) -> int:
        raise InputError("not_a_question", "It cannot be answered.")

    asker.question.work_on(slow, asker.answers.append, asker.troubles.append)
    assert going.wait(5)
    asker.question.forget()
    forgotten.set()
    asker.question.work_on(broken, asker.answers.append, asker.troubles.append)
    qtbot.waitUntil(lambda: len(asker.troubles) == 1)
    assert asker.troubles[0].code == "not_a_question"
    assert asker.answers == []
