"""Coreference scores are those of the reference scorer: its published test cases, by their names.

A cluster is written as its mentions' letters; figures are (recall, precision).
"""

from __future__ import annotations

import itertools
import random

import pytest

from fabula.evaluation.agreement import Agreement
from fabula.evaluation.assignment import best_assignment
from fabula.evaluation.coreference import Coreference, compare

A = "a bc def"
B_CUBED = "12345 67 89ABC"  # Bagga and Baldwin's example

MUC = {
    "A1": (A, "a bc def", 3 / 3, 3 / 3),
    "A2": (A, "a de", 1 / 3, 1 / 1),
    "A3": (A, "a bcx defy z", 3 / 3, 3 / 5),
    "A4": (A, "a bcx dy z", 1 / 3, 1 / 3),
    "A5": (A, "a bcxB dy z", 1 / 3, 1 / 4),
    "A6": (A, "a bcx dy Bz", 1 / 3, 1 / 4),
    "A7, a mention twice in a cluster": (A, "a bcxb dy z", 1 / 3, 1 / 3),
    "A8, a mention in two clusters": (A, "a bcx dy bz", 1 / 3, 1 / 3),
    "A10": (A, "a b c d e f", 0, 0),
    "A11": (A, "abcdef", 3 / 3, 3 / 5),
    "A12": (A, "a x y c d e z", 0, 0),
    "A13": (A, "axycdez", 1 / 3, 1 / 6),
    "D1": (B_CUBED, "12345 6789ABC", 9 / 9, 9 / 10),
    "E1": (B_CUBED, "1234589ABC 67", 9 / 9, 9 / 10),
    "F1": ("ABCD", "AB CD", 2 / 3, 2 / 2),
    "G1": ("AB CD", "ABCD", 2 / 2, 2 / 3),
    "J1": ("ABC", "AC", 1 / 2, 1 / 1),
    "K1": ("BCDEGHJ", "ABC DEF GHI", 3 / 6, 3 / 6),
    "L1": ("ABC DEFG", "AB CD FGH", 2 / 5, 2 / 4),
    "M2": ("abcdef", "a b c d e f", 0, 0),
    "N1": ("a b c d e f", "a b c d e f", 0, 0),
}
B3 = {
    "A1": (A, "a bc def", 6 / 6, 6 / 6),
    "A2": (A, "a de", (7 / 3) / 6, 3 / 3),
    "A3": (A, "a bcx defy z", 6 / 6, (4 + 7 / 12) / 9),
    "A4": (A, "a bcx dy z", (3 + 1 / 3) / 6, (1 + 4 / 3 + 1 / 2) / 7),
    "A5": (A, "a bcxB dy z", (3 + 1 / 3) / 6, 2.5 / 8),
    "A6": (A, "a bcx dy Bz", (10 / 3) / 6, (1 + 4 / 3 + 1 / 2) / 8),
    "A7": (A, "a bcxb dy z", (10 / 3) / 6, (1 + 4 / 3 + 1 / 2) / 7),
    "A10": (A, "a b c d e f", 3 / 6, 6 / 6),
    "A11": (A, "abcdef", 6 / 6, (1 / 6 + 2 * 2 / 6 + 3 * 3 / 6) / 6),
    "A12": (A, "a x y c d e z", (1 + 1 / 2 + 2 / 3) / 6, 4 / 7),
    "A13": (A, "axycdez", (1 + 1 / 2 + 2 * 2 / 3) / 6, (1 / 7 + 1 / 7 + 2 * 2 / 7) / 7),
    "D1": (B_CUBED, "12345 6789ABC", 12 / 12, 16 / 21),
    "E1": (B_CUBED, "1234589ABC 67", 1, 7 / 12),
    "N1": ("a b c d e f", "a b c d e f", 1, 1),
}
CEAF_E = {
    "A1": (A, "a bc def", 1, 1),
    "A2": (A, "a de", 0.6, 0.9),
    "A3": (A, "a bcx defy z", 0.88571, 0.66429),
    "A4": (A, "a bcx dy z", 0.73333, 0.55),
    "A5": (A, "a bcxB dy z", 0.68889, 0.51667),
    "A6": (A, "a bcx dy Bz", 0.73333, 0.55),
    "A7": (A, "a bcxb dy z", 0.73333, 0.55),
    "M1": ("abcdef", "abcdef", 1, 1),
    "N1": ("a b c d e f", "a b c d e f", 1, 1),
}


def scores(key: str, response: str) -> Coreference:
    return compare(key.split(), response.split())


def agrees(agreement: Agreement, recall: float, precision: float) -> bool:
    return (agreement.recall, agreement.precision) == pytest.approx((recall, precision), abs=5e-6)


@pytest.mark.parametrize("case", MUC)
def test_muc(case: str) -> None:
    """MUC counts the links that both have."""
    key, response, recall, precision = MUC[case]
    assert agrees(scores(key, response).muc, recall, precision)


@pytest.mark.parametrize("case", B3)
def test_b_cubed(case: str) -> None:
    """B³ asks each mention how much of its cluster is with it."""
    key, response, recall, precision = B3[case]
    assert agrees(scores(key, response).b_cubed, recall, precision)


@pytest.mark.parametrize("case", CEAF_E)
def test_ceaf_e(case: str) -> None:
    """CEAFe aligns clusters one to one."""
    key, response, recall, precision = CEAF_E[case]
    assert agrees(scores(key, response).ceaf_e, recall, precision)


def test_conll_is_the_mean_of_the_three() -> None:
    """The CoNLL score is the mean of the three F1."""
    b_cubed = 2 * (5 / 9) * (17 / 42) / (5 / 9 + 17 / 42)
    expected = (1 / 3 + b_cubed + 0.62857) / 3
    assert scores(A, "a bcx dy z").conll == pytest.approx(expected, abs=5e-6)


def test_documents_are_added_up() -> None:
    """Over documents, links and mentions are summed before anything is divided."""
    both = scores(A, "a de") + scores("ABCD", "AB CD")
    assert both.muc.recall == pytest.approx(3 / 6)
    assert both.b_cubed.gold == 10
    assert both.ceaf_e.found == 4


@pytest.mark.parametrize(("key", "response"), [("ab c", ""), ("", "ab c"), ("", "")])
def test_nothing_found_is_no_trouble(key: str, response: str) -> None:
    """An empty clustering scores 0."""
    assert scores(key, response).conll == 0


def test_the_best_assignment_is_the_best() -> None:
    """No other way to pair rows and columns is worth more."""
    dice = random.Random(3)
    for height, width in itertools.product(range(1, 5), range(1, 6)):
        cells = [dice.choice([0, 0.25, dice.random()]) for _ in range(height * width)]
        worth = [cells[i : i + width] for i in range(0, len(cells), width)]
        pairs = best_assignment(worth)
        rows, columns = zip(*pairs, strict=True)
        assert len(set(rows)) == len(set(columns)) == len(pairs) == min(height, width)
        assert sum(worth[i][j] for i, j in pairs) == pytest.approx(_most(worth))


def _most(worth: list[list[float]]) -> float:
    if len(worth) > len(worth[0]):
        worth = [list(row) for row in zip(*worth, strict=True)]
    chosen = itertools.permutations(range(len(worth[0])), len(worth))
    return max(sum(row[j] for row, j in zip(worth, way, strict=True)) for way in chosen)


def test_no_rows_no_assignment() -> None:
    """Nothing is assigned to nothing."""
    assert best_assignment([]) == best_assignment([[], []]) == []
