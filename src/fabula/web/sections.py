"""What is told of somebody, in sections of plain sentences."""

from __future__ import annotations

from fabula.story.contract import AttributeItem, KnowledgeItem, QuotationItem
from fabula.story.phrases import STATES
from fabula.story.portrait import Character
from fabula.story.unknown import unknown_to
from fabula.web.known import DOUBT, Known, Said

Sections = list[tuple[str, list[Said]]]


def in_short(known: Known, one: Character, few: int) -> Sections:
    """The latest few of each kind, for the companion."""
    threads = [t for t in one.threads if t.status == "open"]
    return [
        ("Ties", known.ties([r for r in one.relations if r.until is None][-few:])),
        ("Now", [_trait(known, a) for a in one.states[-few:]]),
        ("What they are like", [_trait(known, a) for a in one.attributes[-few:]]),
        ("What they know", [_mind(known, k) for k in reversed(one.knowledge[-few:])]),
        ("Still open", [known.thread(t) for t in reversed(threads[-few:])]),
    ]


def in_full(known: Known, one: Character, most: int) -> Sections:
    """All of it, as far as a page can hold."""
    lacks = list(unknown_to(known.world, one.id))[-most:]
    threads = sorted(one.threads, key=lambda t: t.status != "open")
    return [
        ("Ties", known.ties(one.relations[-most:])),
        ("What they are like", [_trait(known, a) for a in one.attributes[-most:]]),
        ("How they are now", [_trait(known, a) for a in one.states[-most:]]),
        ("What they know", [_mind(known, k) for k in reversed(one.knowledge[-most:])]),
        ("What they do not know", [_mind(known, k) for k in reversed(lacks)]),
        ("What is open about them", [known.thread(t) for t in threads[:most]]),
        ("What they say", [_spoken(known, q) for q in one.quotations[-most:]]),
    ]


def _trait(known: Known, item: AttributeItem) -> Said:
    name, value = item.name.replace("-", " "), " ".join(item.value.split())
    says = name if value.casefold() in (name, "") else f"{name}: {value}"
    doubt = item.basis != "stated" or item.confidence < DOUBT
    return Said((says.capitalize(),), known.words(item.start, item.end), doubt)


def _mind(known: Known, item: KnowledgeItem) -> Said:
    words = known.words(item.content.start, item.content.end)
    doubt = item.basis != "stated" or item.confidence < DOUBT
    return Said((known.ref(item.holder), f" {STATES[item.state]}"), words, doubt)


def _spoken(known: Known, item: QuotationItem) -> Said:
    to = ("To ", known.ref(item.addressees[0])) if item.addressees else ()
    return Said(to, known.words(item.start, item.end), item.confidence < DOUBT)
