"""Makes the demonstration place, always the same: `python packaging/demo_place/generate.py`.

`--out FOLDER` writes it elsewhere; `--check` makes it aside and compares it with what is shipped.
"""

import argparse
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHIPPED = HERE.parents[1] / "resources" / "demo"
sys.path.insert(0, str(HERE.parent))

from demo_place import layers, lists, manifest, postcodes  # noqa: E402
from demo_place.country import settled  # noqa: E402
from demo_place.districts import divided  # noqa: E402


def made(folder: Path) -> None:
    """Make every file of the demonstration place but its README."""
    (folder / "lists").mkdir(parents=True, exist_ok=True)
    country = settled()
    districts = divided(country)
    codes = postcodes.coded(country.links, districts)
    layers.written(layers.drawn(country, districts), folder)
    postcodes.written(codes, districts, folder / "postcodes.zip")
    told = lists.written(country, districts, codes, folder / "lists")
    manifest.written(manifest.described(districts, told), folder / "demo.json")


def differing(folder: Path) -> list[str]:
    """Return the files of a folder that are not, byte for byte, as shipped."""
    files = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    shipped = [SHIPPED / name for name in files]
    return [
        name.as_posix()
        for name, old in zip(files, shipped, strict=True)
        if not old.is_file() or old.read_bytes() != (folder / name).read_bytes()
    ]


def main() -> int:
    """Make the place, or check that it comes out as shipped; answer the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--check", action="store_true")
    wish = parser.parse_args()
    if not wish.check:
        made(wish.out)
        return 0
    with tempfile.TemporaryDirectory() as name:
        made(Path(name))
        changed = differing(Path(name))
    for file in changed:
        sys.stderr.write(f"{file} comes out differently from what is shipped\n")
    return int(bool(changed))


if __name__ == "__main__":
    raise SystemExit(main())
