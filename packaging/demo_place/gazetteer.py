"""Addresses of the place: finds a plot on a street, with its number, postcode and invented UPRN."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pyproj
import shapely
from shapely import Point

from demo_place import plan
from demo_place.chance import Floats, stream
from demo_place.country import Country
from demo_place.curves import placed
from demo_place.districts import Districts
from demo_place.postcodes import Postcodes

# Twelve digits from 700000000000 on: longer than most real UPRNs and in no range that has been given out.
UPRN_BASE: Final = 700_000_100_000
APART_M: Final = 24.0


@dataclass(frozen=True, slots=True)
class Plot:
    """One address: where it stands and how post and gazetteer name it."""

    easting: float
    northing: float
    number: str
    street: str
    locality: str
    town: str
    postcode: str
    uprn: str

    def stem(self) -> str:
        """Return the street's own word, from which buildings take their names."""
        return self.street.rsplit(" ", 1)[0]

    def address(self) -> str:
        """Return number, street and town in one line."""
        return ", ".join(part for part in (f"{self.number} {self.street}".strip(), self.town) if part)


class Gazetteer:
    """Gives out plots, no two of them on the same ground unless asked for."""

    def __init__(self, country: Country, districts: Districts, codes: Postcodes) -> None:
        """Take in the links that carry a postcode."""
        self._chance = stream("gazetteer")
        self._links = [(country.links[i], codes.of_link[i]) for i in sorted(codes.of_link)]
        self._links = [(link, code) for link, code in self._links if link.line.length > 40.0 and link.name]
        self._middles = np.array([[link.line.centroid.x, link.line.centroid.y] for link, _ in self._links])
        self._tree = shapely.STRtree([link.line for link, _ in self._links])
        self._kept_out = shapely.union_all(
            [country.waters.wet(), *(track.line.buffer(9) for track in country.tracks)]
        )
        shapely.prepare(self._kept_out)
        self._border = districts.border.buffer(-25.0)
        shapely.prepare(self._border)
        self._given: list[tuple[float, float]] = []
        self._uprn = UPRN_BASE
        self._towns = {t.key: t for t in plan.TOWNS}
        weights = np.array([t.reach_km**2 * t.density for t in plan.TOWNS])
        self._weights = weights / weights.sum()

    def centre(self, town: str, reach_m: float = 430.0) -> Plot:
        """Return a plot near the middle of a town."""
        return self._ringed(self._middle(town), 40.0, reach_m)

    def suburb(self, town: str) -> Plot:
        """Return a plot somewhere in a town."""
        return self._ringed(self._middle(town), 250.0, 930.0 * self._towns[town].reach_km)

    def anywhere(self) -> Plot:
        """Return a plot in any town, more likely in a large one."""
        town = plan.TOWNS[int(self._chance.choice(len(plan.TOWNS), p=self._weights))]
        return self.suburb(town.key)

    def beside(self, plot: Plot, low_m: float, high_m: float) -> Plot:
        """Return a plot at a given distance from another."""
        return self._ringed(np.array([plot.easting, plot.northing]), low_m, high_m)

    def part_of(self, plot: Plot, shift_m: float = 4.0) -> Plot:
        """Return the same address as another organisation's surveyor has it: the point a few metres off."""
        e, n = self._chance.uniform(-shift_m, shift_m, 2)
        return replace(plot, easting=round(plot.easting + e, 1), northing=round(plot.northing + n, 1))

    def _middle(self, town: str) -> Floats:
        t = self._towns[town]
        middle: Floats = placed([(t.x_km, t.y_km)])[0]
        return middle

    def _ringed(self, middle: Floats, low_m: float, high_m: float) -> Plot:
        for widen in (1.0, 1.15, 1.4, 1.8, 2.5):
            gap = np.hypot(*(self._middles - middle).T)
            near = np.nonzero((gap >= low_m * 0.6) & (gap <= high_m * widen + 60.0))[0]
            for _ in range(60 if len(near) else 0):
                plot = self._tried(int(self._chance.choice(near)))
                if plot is None:
                    continue
                far = float(np.hypot(plot.easting - middle[0], plot.northing - middle[1]))
                if low_m <= far <= high_m * widen:
                    self._given.append((plot.easting, plot.northing))
                    return plot
        raise LookupError(f"No free plot within {high_m:.0f} m of {middle}")

    def _tried(self, index: int) -> Plot | None:
        link, postcode = self._links[index]
        along = float(self._chance.uniform(12.0, link.line.length - 12.0))
        a, b = link.line.interpolate(along - 5.0), link.line.interpolate(along + 5.0)
        side = float(self._chance.choice([-1.0, 1.0])) * float(self._chance.uniform(13.0, 27.0))
        run = np.hypot(b.x - a.x, b.y - a.y)
        e = (a.x + b.x) / 2 - side * (b.y - a.y) / run
        n = (a.y + b.y) / 2 + side * (b.x - a.x) / run
        if any(np.hypot(e - x, n - y) < APART_M for x, y in self._given):
            return None
        if self._kept_out.contains(Point(e, n)) or not self._border.contains(Point(e, n)):
            return None
        number = 2 * int(along // 9) + (1 if side > 0 else 2)
        self._uprn += int(self._chance.integers(3, 180))
        locality, town = self._named(e, n)
        return Plot(
            round(e, 1), round(n, 1), str(number), link.name, locality, town, postcode, str(self._uprn)
        )

    def _named(self, e: float, n: float) -> tuple[str, str]:
        def far(town: plan.Town) -> float:
            return float(np.hypot(*(np.array([e, n]) - placed([(town.x_km, town.y_km)])[0])) / town.reach_km)

        return min(plan.TOWNS, key=far).name, min((t for t in plan.TOWNS if t.rank == "town"), key=far).name


_TO_DEGREES = pyproj.Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)


def degrees(easting: float, northing: float) -> tuple[float, float]:
    """Return longitude and latitude of a point of the British National Grid, to 7 decimals."""
    longitude, latitude = _TO_DEGREES.transform(easting, northing)
    return round(longitude, 7), round(latitude, 7)


def grid_reference(easting: float, northing: float, figures: int = 5, gap: str = " ") -> str:
    """Return the Ordnance Survey grid reference of a point in squares TA."""
    scale = 10 ** (5 - figures)
    e, n = int(easting) % 100_000 // scale, int(northing) % 100_000 // scale
    return f"TA{gap}{e:0{figures}d}{gap}{n:0{figures}d}"
