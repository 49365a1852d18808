"""The gallery of the look is drawn without a display, in both themes."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QColor, QImage

from tpdesk.files.look import read_tokens

ROOT = Path(__file__).resolve().parents[2]


def test_every_sheet_is_drawn_in_both_themes(tmp_path: Path) -> None:
    script = ROOT / "packaging" / "pictures" / "gallery.py"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True, env=environment, timeout=120)

    names = {path.name for path in tmp_path.iterdir()}
    assert names == {
        f"look-{sheet}-{scheme}.png"
        for sheet in ("widgets", "symbols", "tokens")
        for scheme in ("light", "dark")
    }
    tokens = read_tokens()
    for scheme, colours in (("light", tokens.light), ("dark", tokens.dark)):
        sheet = QImage(str(tmp_path / f"look-widgets-{scheme}.png"))
        assert sheet.pixelColor(sheet.width() - 4, 4) == QColor(colours.window.window)
