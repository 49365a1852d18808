"""The road network: every road cut at its crossings, loose threads trimmed, all of it one piece."""

from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString, Point
from shapely.geometry.base import BaseGeometry

from demo_place.roads import Road, crossings

Node = tuple[float, float]
TRIM_M = 34.0


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the network, from crossing to crossing."""

    name: str
    number: str
    kind: str
    line: LineString

    @property
    def ends(self) -> tuple[Node, Node]:
        """The two nodes of the link."""
        first, last = self.line.coords[0], self.line.coords[-1]
        return (first[0], first[1]), (last[0], last[1])


def noded(roads: list[Road], motorway: Road, near_junctions: list[Point]) -> list[Link]:
    """Return the links of one connected network; the motorway meets the others at its junctions alone."""
    junctions = _junctions(roads, motorway, near_junctions)
    kept = [road for road in roads if road.line.length > 20.0]
    pins = [LineString([(p.x, p.y), (p.x + 0.2, p.y)]) for p in junctions]
    web = shapely.union_all([*(road.line for road in kept), *pins], grid_size=0.1)
    links = _named(web, kept)
    links = _joined(_largest(_trimmed(links)), {(round(p.x, 1), round(p.y, 1)) for p in junctions})
    return _largest([*links, *_motorway_links(motorway, links, junctions)])


def _junctions(roads: list[Road], motorway: Road, near: list[Point]) -> list[Point]:
    found = [
        p for road in roads if road.kind in {"main", "other"} for p in crossings(motorway.line, road.line)
    ]
    return [min(found, key=wish.distance) for wish in near]


def _named(web: BaseGeometry, roads: list[Road]) -> list[Link]:
    lines = [LineString(np.round(np.asarray(part.coords), 1)) for part in shapely.get_parts(web)]
    lines = [line for line in lines if line.length > 0.5]
    tree = shapely.STRtree([road.line for road in roads])
    rank = {"main": 0, "other": 1, "local": 2}
    links = []
    for line in lines:
        middle = line.interpolate(0.5, normalized=True)
        hits = tree.query(middle, predicate="dwithin", distance=0.6)
        if len(hits):
            road = roads[min(hits, key=lambda hit: (rank[roads[hit].kind], hit))]
            links.append(Link(road.name, road.number, road.kind, line))
    return links


def _trimmed(links: list[Link]) -> list[Link]:
    """Return the links without loose ends too short to be a cul-de-sac."""
    while True:
        degree = Counter(end for link in links for end in link.ends)
        loose = {
            i
            for i, link in enumerate(links)
            if link.line.length < TRIM_M and min(degree[e] for e in link.ends) == 1
        }
        if not loose:
            return links
        links = [link for i, link in enumerate(links) if i not in loose]


def _largest(links: list[Link]) -> list[Link]:
    """Return the links of the largest connected part."""
    head: dict[Node, Node] = {}

    def find(node: Node) -> Node:
        while head.setdefault(node, node) != node:
            head[node] = head[head[node]]
            node = head[node]
        return node

    for link in links:
        a, b = link.ends
        head[find(a)] = find(b)
    sizes = Counter(find(link.ends[0]) for link in links)
    top = sizes.most_common(1)[0][0]
    return [link for link in links if find(link.ends[0]) == top]


def _joined(links: list[Link], keep: set[Node]) -> list[Link]:
    """Return the links with every node dissolved that is neither a crossing nor to be kept."""
    at: dict[Node, list[int]] = defaultdict(list)
    for i, link in enumerate(links):
        for end in link.ends:
            at[end].append(i)
    pool: dict[int, Link] = dict(enumerate(links))
    for node, touching in at.items():
        if len(touching) != 2 or touching[0] == touching[1] or node in keep:
            continue
        first, second = pool[touching[0]], pool[touching[1]]
        if first.kind != second.kind or first.name != second.name or first is second:
            continue
        a, b = _towards(first.line, node), _towards(second.line, node)[::-1]
        joined = Link(first.name, first.number, first.kind, LineString(np.vstack([a, b[1:]]).round(1)))
        if joined.ends[0] == joined.ends[1]:
            continue
        for i, old in list(enumerate(touching)):
            far = next(e for e in pool[old].ends if e != node)
            at[far] = [touching[0] if t == old else t for t in at[far]] if i else at[far]
        pool[touching[0]] = joined
        del pool[touching[1]]
        at[node] = []
    return list(pool.values())


def _towards(line: LineString, node: Node) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    points = np.asarray(line.coords)
    return points if (points[-1][0], points[-1][1]) == node else points[::-1]


def _motorway_links(motorway: Road, links: list[Link], junctions: list[Point]) -> list[Link]:
    nodes = [end for link in links if link.kind != "local" for end in link.ends]
    line = motorway.line
    cuts = sorted((line.project(p), min(nodes, key=lambda n: p.distance(Point(n)))) for p in junctions)
    along = [line.project(Point(c)) for c in line.coords]
    made, start, first = [], 0.0, line.coords[0]
    for stop, node in [*cuts, (line.length + 1.0, line.coords[-1])]:
        between = [c for c, at in zip(line.coords, along, strict=True) if start + 1.0 < at < stop - 1.0]
        points = np.round(np.array([first, *between, node]), 1)
        made.append(Link(motorway.name, motorway.number, "motorway", LineString(points)))
        start, first = stop, node
    return made
