"""The stages of the officer's year, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.gui.stages.entry import StageEntry

if TYPE_CHECKING:
    from tpdesk.gui.stages.stage import Stage


def _collect() -> type[Stage]:
    from tpdesk.gui.stages.collect.stage import CollectStage

    return CollectStage


def _register() -> type[Stage]:
    from tpdesk.gui.stages.register.stage import RegisterStage

    return RegisterStage


def _layers() -> type[Stage]:
    from tpdesk.gui.stages.layers.stage import LayersStage

    return LayersStage


def _colocate() -> type[Stage]:
    from tpdesk.gui.stages.colocate.stage import ColocateStage

    return ColocateStage


def _options() -> type[Stage]:
    from tpdesk.gui.stages.waiting import OptionsStage

    return OptionsStage


def _spend() -> type[Stage]:
    from tpdesk.gui.stages.waiting import SpendStage

    return SpendStage


def _print() -> type[Stage]:
    from tpdesk.gui.stages.print.stage import PrintStage

    return PrintStage


def _share() -> type[Stage]:
    from tpdesk.gui.stages.waiting import ShareStage

    return ShareStage


_NOT_YET = "Not in this version yet"

STAGES: tuple[StageEntry, ...] = (
    StageEntry("collect", "inbox", "Collect", "Bring in each partner’s list", _collect),
    StageEntry("register", "table-2", "Register", "Check, mend and find", _register),
    StageEntry("layers", "layers", "Layers", "Add wards, flood, deprivation", _layers),
    StageEntry("colocate", "combine", "Co-locate", "See who could share", _colocate),
    StageEntry("options", "scale", "Options", _NOT_YET, _options, ready=False),
    StageEntry("spend", "calculator", "Spend", _NOT_YET, _spend, ready=False),
    StageEntry("print", "printer", "Print", "Map and schedule, for boards", _print),
    StageEntry("share", "send", "Share", _NOT_YET, _share, ready=False),
)
