"""Who speaks, end to end on PDNC: raw novel in, no character list.

Each predicted entity stands for the gold character that owns most of its proper-name mentions; a
quotation that was not found, or whose speaker is none, is wrong.

    python benchmarks/speakers_pdnc.py [--misses N] [NOVEL ...]
"""

from __future__ import annotations

import sys
import time
from bisect import bisect_right
from collections import Counter

from fabula import formats
from fabula.library import tell
from pdnc import TUNED, Novel, novels, owners

TYPES = ("explicit", "anaphoric", "implicit")


def score(novel: Novel, misses: int) -> tuple[Counter[str], Counter[str], float, Counter[str]]:
    """How many quotations of each type were given the right speaker, of how many, in how long;
    and right and wrong by the rule that decided."""
    began = time.perf_counter()
    world = tell(formats.read_string(novel.text)).hindsight()
    took = time.perf_counter() - began
    text = world.text.text
    mentions = [(m.entity, text[m.start : m.end]) for m in world.mentions() if m.kind == "PROP"]
    owner = owners(mentions, novel.characters)
    quotations = list(world.quotations())
    starts = [q.start for q in quotations]
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    for quote in novel.quotes:
        start, end = quote.spans[0]
        near = quotations[max(0, bisect_right(starts, start) - 3) : bisect_right(starts, end)]
        over = [q for q in near if q.start < end and start < q.end]
        best = max(over, key=lambda q: min(q.end, end) - max(q.start, start), default=None)
        said = owner.get(best.speaker) if best and best.speaker else None
        of[quote.type] += 1
        right[quote.type] += said == quote.speaker
        if best:
            rules[f"{best.by} {best.cue} {'right' if said == quote.speaker else 'wrong'}"] += 1
        if said != quote.speaker and quote.type == "explicit" and misses > 0:
            misses -= 1
            label = {e.id: e.label for e in world.entities}
            who = label.get(best.speaker or "", "-") if best else "not found"
            around = text[max(0, start - 120) : min(end + 120, start + 250)].replace("\n", " ")
            print(f"  gold {quote.speaker} | said {who} ({said}) by {best and best.by}: …{around}…")
    return right, of, took, rules


def main(arguments: list[str]) -> None:
    misses = 0
    if arguments[:1] == ["--misses"]:
        misses, arguments = int(arguments[1]), arguments[2:]
    parts: dict[str, tuple[Counter[str], Counter[str]]] = {}
    all_rules: Counter[str] = Counter()
    print(f"{'novel':30}{'all':>7}" + "".join(f"{t:>11}" for t in TYPES) + f"{'words/s':>10}")
    for i, novel in novels(arguments):
        right, of, took, rules = score(novel, misses)
        all_rules += rules
        part = "first 14" if i < TUNED else "last 7"
        parts.setdefault(part, (Counter(), Counter()))
        parts[part][0].update(right)
        parts[part][1].update(of)
        print(_row(novel.name, right, of) + f"{len(novel.text.split()) / took:10,.0f}")
    for part, (right, of) in parts.items():
        print(_row(part, right, of))
    for rule, n in sorted(all_rules.items()):
        print(f"  {rule}: {n}")


def _row(name: str, right: Counter[str], of: Counter[str]) -> str:
    shares = [right.total() / max(1, of.total())] + [right[t] / max(1, of[t]) for t in TYPES]
    return f"{name:30}{shares[0]:7.3f}" + "".join(f"{s:11.3f}" for s in shares[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
