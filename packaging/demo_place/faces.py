"""Regions grown over small faces of ground until each holds its share of people."""

import heapq
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from shapely import Polygon

from demo_place.chance import Floats, stream

Graph = list[list[tuple[int, float]]]


@dataclass(frozen=True, slots=True)
class Patchwork:
    """Small faces that tile the ground, who lives on each, and what it costs to step from one to the next."""

    faces: list[Polygon]
    people: Floats
    graph: Graph


def joined_sides(faces: list[Polygon]) -> dict[tuple[int, int], list[tuple[float, float]]]:
    """Return the pairs of faces that share an edge, each with the middles of the shared pieces."""
    owner: dict[tuple[tuple[float, ...], ...], int] = {}
    shared: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for index, face in enumerate(faces):
        for ring in (face.exterior, *face.interiors):
            coords = list(ring.coords)
            for a, b in pairwise(coords):
                side = (a, b) if a < b else (b, a)
                if side in owner:
                    shared[owner[side], index].append(((a[0] + b[0]) / 2, (a[1] + b[1]) / 2))
                else:
                    owner[side] = index
    return dict(shared)


def grown(patch: Patchwork, count: int, purpose: str, rounds: int = 160) -> list[int]:
    """Return for each face its region: all of one piece and of about the same number of people."""
    rng = stream(purpose)
    middles = np.array([[f.centroid.x, f.centroid.y] for f in patch.faces])
    seeds = _spread(middles, patch.people, count, rng)
    handicap = np.ones(count)
    target = patch.people.sum() / count
    best: list[int] = []
    worst = np.inf
    for turn in range(rounds):
        region = np.array(_flooded(patch.graph, seeds, handicap))
        held = np.bincount(region, weights=patch.people, minlength=count)
        unevenness = float(np.max(np.abs(np.log(np.maximum(held, 1.0) / target))))
        if unevenness < worst:
            best, worst = region.tolist(), unevenness
        handicap *= np.clip(np.maximum(held, 1.0) / target, 0.4, 2.5) ** 0.25
        if turn < rounds * 2 // 3:
            seeds = _recentred(middles, patch.people, region, count)
    return best


def _spread(middles: Floats, people: Floats, count: int, rng: np.random.Generator) -> list[int]:
    seeds = [int(rng.choice(len(people), p=people / people.sum()))]
    while len(seeds) < count:
        gap = np.min(
            np.hypot(middles[:, None, 0] - middles[seeds, 0], middles[:, None, 1] - middles[seeds, 1]), axis=1
        )
        weight = people * gap
        seeds.append(int(rng.choice(len(people), p=weight / weight.sum())))
    return seeds


def _recentred(
    middles: Floats, people: Floats, region: np.ndarray[tuple[int], np.dtype[np.int64]], count: int
) -> list[int]:
    seeds = []
    for r in range(count):
        inside = np.nonzero(region == r)[0]
        weight = np.maximum(people[inside], 1e-6)
        centre = (middles[inside] * weight[:, None]).sum(axis=0) / weight.sum()
        seeds.append(int(inside[np.argmin(np.hypot(*(middles[inside] - centre).T))]))
    return seeds


def _flooded(graph: Graph, seeds: list[int], handicap: Floats) -> list[int]:
    region = [-1] * len(graph)
    heap = [(0.0, seed, r) for r, seed in enumerate(seeds)]
    while heap:
        cost, face, r = heapq.heappop(heap)
        if region[face] >= 0:
            continue
        region[face] = r
        for other, step in graph[face]:
            if region[other] < 0:
                heapq.heappush(heap, (cost + step * handicap[r], other, r))
    return region
