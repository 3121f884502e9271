"""What is told of somebody, in sections of plain sentences."""

from __future__ import annotations

from fabula.story.contract import AttributeItem, KnowledgeItem, QuotationItem
from fabula.story.phrases import STATES
from fabula.story.portrait import Character
from fabula.story.unknown import unknown_to
from fabula.web.known import DOUBT, Known
from fabula.web.sayings import RECENT, Said, thread, ties

Sections = list[tuple[str, list[Said]]]


def in_short(known: Known, who: str, few: int) -> Sections:
    """The latest few of each kind, for the companion."""
    world = known.world
    held = [r for r in world.relations(who) if r.until is None]
    attributes = list(world.attributes(who))
    states = [a for a in attributes if not a.lasting and a.until is None]
    minds = list(world.knowledge(who, few))
    threads = [t for t in world.threads(who, RECENT) if t.status == "open"]
    return [
        ("Ties", ties(known, held[-few:])),
        ("Now", [_trait(known, a) for a in states[-few:]]),
        ("What they are like", [_trait(known, a) for a in attributes if a.lasting][-few:]),
        ("What they know", [_mind(known, k, who) for k in reversed(minds)]),
        ("Still open", [thread(known, t) for t in reversed(threads[-few:])]),
    ]


def in_full(known: Known, one: Character, most: int) -> Sections:
    """All of it, as far as a page can hold."""
    lacks = list(unknown_to(known.world, one.id))[-most:]
    threads = sorted(one.threads, key=lambda t: t.status != "open")
    return [
        ("Ties", ties(known, one.relations[-most:])),
        ("What they are like", [_trait(known, a) for a in one.attributes[-most:]]),
        ("How they are now", [_trait(known, a) for a in one.states[-most:]]),
        ("What they know", [_mind(known, k, one.id) for k in reversed(one.knowledge[-most:])]),
        ("What they do not know", [_mind(known, k, one.id) for k in reversed(lacks)]),
        ("What is open about them", [thread(known, t) for t in threads[:most]]),
        ("What they say", [_spoken(known, q) for q in one.quotations[-most:]]),
    ]


def _trait(known: Known, item: AttributeItem) -> Said:
    name, value = item.name.replace("-", " "), " ".join(item.value.split())
    says = name if value.casefold() in (name, "") else f"{name}: {value}"
    doubt = item.basis != "stated" or item.confidence < DOUBT
    return Said((says[:1].upper() + says[1:],), known.words(item.start, item.end), doubt)


def _mind(known: Known, item: KnowledgeItem, who: str) -> Said:
    """What is in a mind; whose it is, where it is another's than `who`."""
    words = known.words(item.content.start, item.content.end)
    doubt = item.basis != "stated" or item.confidence < DOUBT
    state = STATES[item.state]
    if item.holder == who:
        return Said((state.capitalize(),), words, doubt)
    return Said((known.ref(item.holder), f" {state}"), words, doubt)


def _spoken(known: Known, item: QuotationItem) -> Said:
    to = ("To ", known.ref(item.addressees[0])) if item.addressees else ()
    return Said(to, known.words(item.start, item.end), item.confidence < DOUBT)
