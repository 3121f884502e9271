"""MUC, B³ and CEAFe as the reference scorer of the CoNLL shared tasks defines them (Pradhan et al.
2014, version 8), and their mean.

A clustering is a list of clusters, a cluster a set of mentions; any hashable value is a mention.
Singletons count where they are given. A mention that stands in two clusters counts in the first.
Documents are added up (micro-average), never averaged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass

from fabula.evaluation.agreement import NONE, Agreement
from fabula.evaluation.assignment import best_assignment

Cluster = Collection[Hashable]


@dataclass(frozen=True, slots=True)
class Coreference:
    """The three measures; sums of them are over several documents."""

    muc: Agreement = NONE
    b_cubed: Agreement = NONE
    ceaf_e: Agreement = NONE

    def __add__(self, other: Coreference) -> Coreference:
        return Coreference(
            self.muc + other.muc, self.b_cubed + other.b_cubed, self.ceaf_e + other.ceaf_e
        )

    @property
    def conll(self) -> float:
        """The mean of the three F1."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3


def compare(gold: Iterable[Cluster], found: Iterable[Cluster]) -> Coreference:
    """The clusters found in one document beside those annotated."""
    key, response = _disjoint(gold), _disjoint(found)
    return Coreference(
        Agreement(*_muc(key, response), *_muc(response, key)),
        Agreement(*_b_cubed(key, response), *_b_cubed(response, key)),
        _ceaf_e(key, response),
    )


def _disjoint(clusters: Iterable[Cluster]) -> list[set[Hashable]]:
    seen: set[Hashable] = set()
    kept = []
    for cluster in clusters:
        own = set(cluster) - seen
        seen |= own
        if own:
            kept.append(own)
    return kept


def _owners(clusters: Sequence[set[Hashable]]) -> dict[Hashable, int]:
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}


def _muc(clusters: Sequence[set[Hashable]], others: Sequence[set[Hashable]]) -> tuple[float, float]:
    """Links of `clusters` that `others` keep, of how many: Vilain et al. 1995. A mention that the
    others lack is a part of its own."""
    owner = _owners(others)
    mentions = sum(map(len, clusters))
    alone = sum(m not in owner for cluster in clusters for m in cluster)
    parts = sum(len({owner[m] for m in cluster if m in owner}) for cluster in clusters)
    return mentions - parts - alone, mentions - len(clusters)


def _b_cubed(
    clusters: Sequence[set[Hashable]], others: Sequence[set[Hashable]]
) -> tuple[float, float]:
    """For each mention the share of its cluster that is with it in `others` too: Bagga and Baldwin
    1998."""
    owner = _owners(others)
    kept = 0.0
    for cluster in clusters:
        together = Counter(owner[m] for m in cluster if m in owner)
        kept += sum(n * n for n in together.values()) / len(cluster)
    return kept, sum(map(len, clusters))


def _ceaf_e(key: Sequence[set[Hashable]], response: Sequence[set[Hashable]]) -> Agreement:
    """The best alignment of clusters one to one, each pair worth its share of common mentions:
    Luo 2005, with similarity φ4."""
    worth = sum(_aligned(component) for component in _components(key, response))
    return Agreement(worth, len(key), worth, len(response))


Overlaps = dict[tuple[int, int], float]  # (key cluster, response cluster) -> φ4, where not 0


def _components(key: Sequence[set[Hashable]], response: Sequence[set[Hashable]]) -> list[Overlaps]:
    """The overlapping pairs, in groups that have no cluster in common: the best alignment of all is
    the best of each group, and groups are small."""
    owner = _owners(response)
    group: dict[int, Overlaps] = {}  # by response cluster
    for i, cluster in enumerate(key):
        common = Counter(owner[m] for m in cluster if m in owner)
        merged: Overlaps = {
            (i, j): 2 * n / (len(cluster) + len(response[j])) for j, n in common.items()
        }
        for j in common:
            merged.update(group.get(j, {}))
        group.update({j: merged for _, j in merged})
    return list({id(overlaps): overlaps for overlaps in group.values()}.values())


def _aligned(overlaps: Overlaps) -> float:
    rows = sorted({i for i, _ in overlaps})
    columns = sorted({j for _, j in overlaps})
    worth = [[overlaps.get((i, j), 0.0) for j in columns] for i in rows]
    return sum(worth[row][column] for row, column in best_assignment(worth))
