"""What a person wants printed, and for whom."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tpdesk.domain.candidates import CandidateOptions
from tpdesk.domain.disclosure import PARTNERS, Audience
from tpdesk.gui.question import Question
from tpdesk.services.printing.request import PrintRequest

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage

    from tpdesk.domain.errors import TpdeskError
    from tpdesk.domain.progress import Progress
    from tpdesk.gui.contents import Contents
    from tpdesk.gui.desk import Desk
    from tpdesk.render.page_painting import PagePainter
    from tpdesk.services.printing.composing import PrintedPages
    from tpdesk.services.printing.content import PrintContent
    from tpdesk.store.register import Register

_WAIT_MS = 350


@dataclass(frozen=True, slots=True)
class PrintWish:
    """A request, and who is to see the page."""

    request: PrintRequest = field(default_factory=PrintRequest)
    audience: Audience = PARTNERS


@dataclass(frozen=True, slots=True, eq=False)
class ComposedWish:
    """The pages of a wish.

    Attributes:
        wish: What was asked for.
        contents: The state of the register that they show.
        content: What the pages are made of, kept while only their dress changes.
        pages: As they will be printed.
        painter: Paints them; it remembers the work of one map for all of its pictures.
    """

    wish: PrintWish
    contents: Contents
    content: PrintContent
    pages: PrintedPages
    painter: PagePainter


class PageMaking(QObject):
    """Composes pages beside the window while the stage is in front.

    Signals:
        composed: There are other pages, or a reason why there are none.
        asked: Another wish holds; its pages are on their way.
    """

    composed = Signal()
    asked = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """Wish for the usual page."""
        super().__init__(parent)
        self.desk = desk
        self.wish = PrintWish()
        self.made: ComposedWish | None = None
        self.trouble: TpdeskError | None = None
        self._question = Question(desk.runner, "printed pages", _WAIT_MS, self._make, self)
        desk.contents_changed.connect(self._look_again)
        desk.closed.connect(self._forget)

    @property
    def is_fresh(self) -> bool:
        """Whether the pages are those of the wish and of the register as it is."""
        made = self.made
        return made is not None and made.wish == self.wish and made.contents is self.desk.contents

    def wake(self) -> None:
        """Come to the front: what has become stale is made again."""
        self._question.awake = True
        self._look_again()

    def sleep(self) -> None:
        """Go to the back."""
        self._question.sleep()

    def ask(self, wish: PrintWish) -> None:
        """Wish for something else; it is made when no more changes come."""
        if wish == self.wish:
            return
        self.wish = wish
        self.asked.emit()
        self._question.ask_soon()

    def _look_again(self) -> None:
        if self._question.awake and self.desk.contents is not None and not self.is_fresh:
            self._make()

    def _make(self) -> None:
        contents, register = self.desk.contents, self.desk.register
        if contents is None or register is None or not can_print(contents):
            self.made = None
            self.composed.emit()
            return
        before = self.made if self.made is not None and self.made.contents is contents else None
        work = _composing_work(register, contents, self.wish, before)
        self._question.work_on(work, self._take, self._take_trouble)

    def _take(self, made: ComposedWish) -> None:
        self.made, self.trouble = made, None
        self.composed.emit()

    def _take_trouble(self, error: TpdeskError) -> None:
        self.trouble = error
        self.composed.emit()

    def _forget(self) -> None:
        self._question.forget()
        self.made = self.trouble = None
        self.wish = PrintWish()
        self.asked.emit()
        self.composed.emit()

    def paint(self, page: int, width_px: int, on_image: Callable[[QImage], None]) -> None:
        """Paint a page of a width in device pixels, beside the window."""
        made = self.made
        if made is not None:
            self.desk.runner.read(f"printed page {page}", _painting_work(made, page, width_px), on_image)


def sharing_of(asked: CandidateOptions | None) -> CandidateOptions:
    """Give what Co-locate is set to as a page needs it: how many it lists is the page's own affair."""
    usual = CandidateOptions()
    if asked is None:
        return usual
    return replace(asked, top=usual.top, ruled_out_top=usual.ruled_out_top)


def can_print(contents: Contents) -> bool:
    """Tell whether anything would be on the map: a building, a layer or the place's boundary."""
    boundary = contents.place.boundary
    return bool(contents.assets.placed.any()) or bool(contents.layers) or boundary is not None


def _composing_work(
    register: Register, contents: Contents, wish: PrintWish, before: ComposedWish | None
) -> Callable[[Progress], ComposedWish]:
    def work(progress: Progress) -> ComposedWish:
        # Composing and the analysis bring more than the first window needs.
        from tpdesk.files.look import read_tokens
        from tpdesk.render.page_painting import PagePainter
        from tpdesk.render.printing import compose
        from tpdesk.services.printing.content import read_content

        if before is not None and _same_content(before.wish, wish):
            content = before.content
        else:
            content = read_content(register, wish.request, wish.audience, progress)
        progress.step(0, 1, "")
        return ComposedWish(
            wish, contents, content, compose(content, wish.request), PagePainter(read_tokens())
        )

    return work


def _same_content(before: PrintWish, now: PrintWish) -> bool:
    """Tell whether two wishes show the same buildings, layers and proposals."""
    first, second = before.request, now.request
    return before.audience == now.audience and (
        (first.layers, first.most_candidates, first.sharing, first.on, first.extent)
        == (second.layers, second.most_candidates, second.sharing, second.on, second.extent)
    )


def _painting_work(made: ComposedWish, page: int, width_px: int) -> Callable[[Progress], QImage]:
    def work(_progress: Progress) -> QImage:
        from tpdesk.render.printing import render_page_preview

        # A painter is used by one thread at a time; other pages than the first hold no map.
        painter = made.painter if page == 0 else None
        return render_page_preview(made.pages.pages[page], width_px, painter)

    return work
