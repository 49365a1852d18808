"""Makes the demonstration place again, always the same: `python packaging/demo_place/generate.py [--out FOLDER]`."""

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from demo_place import layers, lists, manifest, postcodes  # noqa: E402
from demo_place.country import settled  # noqa: E402
from demo_place.districts import divided  # noqa: E402


def main() -> None:
    """Make every file of the demonstration place but its README."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE.parents[1] / "resources" / "demo")
    folder: Path = parser.parse_args().out
    (folder / "lists").mkdir(parents=True, exist_ok=True)
    country = settled()
    districts = divided(country)
    codes = postcodes.coded(country.links, districts)
    layers.written(layers.drawn(country, districts), folder)
    postcodes.written(codes, districts, folder / "postcodes.zip")
    told = lists.written(country, districts, codes, folder / "lists")
    manifest.written(manifest.described(districts, told), folder / "demo.json")


if __name__ == "__main__":
    main()
