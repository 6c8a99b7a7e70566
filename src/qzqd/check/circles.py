"""Relations that have to lead somewhere, and lead back to where they began."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_SHOWN = 8


def circles(onward: Mapping[str, Iterable[str]], place: Mapping[str, int]) -> Iterator[list[str]]:
    """Circles of which no two share a member, one at least of all that hang together; each begins with what stands first.

    onward: what each leads to. place: where each stands. Every step is taken once at most, however long the ways are.
    """
    seen: set[str] = set()
    for start in onward:
        trail = {} if start in seen else {start: iter(onward[start])}
        seen.add(start)
        while trail:
            here = next(reversed(trail))
            following = next(trail[here], None)
            if following is None:
                del trail[here]
            elif following in trail:
                ring = [trail.popitem()[0]]
                while ring[-1] != following:
                    ring.append(trail.popitem()[0])
                ring.reverse()
                first = ring.index(min(ring, key=place.__getitem__))
                yield [*ring[first:], *ring[:first]]
            elif following in onward and following not in seen:
                seen.add(following)
                trail[following] = iter(onward[following])


def as_shown(ring: list[str]) -> str:
    """The circle in one line: a → b → a."""
    closed = [*ring, ring[0]]
    return " → ".join(closed[:_SHOWN]) + " → …" * (len(closed) > _SHOWN)
