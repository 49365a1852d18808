"""Repeatable chance: one stream of numbers per purpose, so that a change in one leaves the others."""

import zlib
from typing import Final

import numpy as np
from numpy.typing import NDArray

SEED: Final = 20261122
LATTICE: Final = 128

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def stream(purpose: str) -> np.random.Generator:
    """Return the stream of chance that belongs to one purpose."""
    return np.random.default_rng([SEED, zlib.crc32(purpose.encode())])


class Noise:
    """A smooth random surface in -1..1 over map metres, in several octaves."""

    def __init__(self, purpose: str, cell_m: float, octaves: int = 3) -> None:
        """Prepare the surface; `cell_m` is the size of its largest bumps."""
        rng = stream(purpose)
        self._cell_m = cell_m
        self._lattices = [rng.uniform(-1.0, 1.0, (LATTICE, LATTICE)) for _ in range(octaves)]

    def at(self, x: Floats, y: Floats) -> Floats:
        """Return the height of the surface at each point."""
        total = np.zeros(np.broadcast(x, y).shape)
        weight, weights, cell = 1.0, 0.0, self._cell_m
        for lattice in self._lattices:
            total += weight * _bilinear(lattice, np.asarray(x) / cell, np.asarray(y) / cell)
            weights += weight
            weight *= 0.5
            cell *= 0.5
        return np.clip(1.6 * total / weights, -1.0, 1.0)

    def one(self, x: float, y: float) -> float:
        """Return the height of the surface at one point."""
        return float(self.at(np.array([x]), np.array([y]))[0])


def _bilinear(lattice: Floats, u: Floats, v: Floats) -> Floats:
    i, j = np.floor(u).astype(int), np.floor(v).astype(int)
    s, t = _ease(u - i), _ease(v - j)
    i0, i1, j0, j1 = i % LATTICE, (i + 1) % LATTICE, j % LATTICE, (j + 1) % LATTICE
    low: Floats = lattice[i0, j0] * (1 - s) + lattice[i1, j0] * s
    high: Floats = lattice[i0, j1] * (1 - s) + lattice[i1, j1] * s
    return low * (1 - t) + high * t


def _ease(f: Floats) -> Floats:
    return f * f * (3.0 - 2.0 * f)
