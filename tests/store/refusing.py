"""How tests see that a file is refused in words, and how they run another process."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tpdesk.store.connection import is_open
from tpdesk.store.register import Register

if TYPE_CHECKING:
    from tpdesk.domain.errors import TpdeskError

ROOT = Path(__file__).parents[2]
ROOT_ACCOUNT = hasattr(os, "geteuid") and os.geteuid() == 0


def refused(path: Path, kind: type[TpdeskError], code: str, *, read_only: bool = False) -> TpdeskError:
    with pytest.raises(kind) as caught:
        Register.open(path, read_only=read_only)
    assert caught.value.code == code
    assert caught.value.hint
    assert not is_open(path)
    return caught.value


def python(script: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(script), *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
