"""What people wear: "in a cardigan", "with her hat on", "dressed in black"."""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import ending, is_person, owner
from fabula.reading.lists import set_of, word_list
from fabula.reading.states.accompanied import accompanied, with_of
from fabula.reading.states.bearers import copula, is_real, members, of_clause, people, subjects
from fabula.reading.states.fragments import spoken_of
from fabula.reading.states.held_states import Held
from fabula.reading.states.state_words import LOOKS
from fabula.story.text import Span

_POCKETS = set_of("sock boot shoe hat cap belt glove stocking hood")
_ADORNS = set_of(
    "ring watch bead necklace bracelet bangle earring crown badge brooch pendant collar belt"
    " sleeve cuff"
)
_TOUCHED = set_of(
    "adjust straighten smooth button tighten hitch gather push polish knot turn wear fumble pat"
    " pluck twist finger tuck lift"
)
_PAIRS = set_of("sock boot shoe glove stocking slipper")
_THEN = set_of(", . ; : ! ? ” \" ’ ' and but because as when while that like so")
_WORN_BY = frozenset(("in", "under", "over"))
_DRESSED = set_of("dress clothe clad garb attire robe wrap swathe muffle bundle huddle")
_COVERS = set_of("blanket towel sheet quilt rug bedspread tablecloth bath-towel counterpane")
_COLOURS = set_of(
    "black white red blue green grey gray brown yellow purple pink scarlet crimson violet"
    " orange gold silver mauve lilac turquoise navy cream khaki ivory magenta indigo"
)
_SHADES = set_of("all dark light pale bright deep navy")
_HAS = frozenset(("have", "get"))


def clothes(grammar: Grammar, held: Held, i: int) -> None:
    """ "In a cardigan", "under a grey bonnet", "with her hat on", "he had on his coat"."""
    word = grammar.words[i]
    preposition = grammar.preposition(i)
    who: list[str] = []
    if preposition == "in" and grammar.lemma(i) in _ADORNS:
        return
    if grammar.following(i) == "off" or (preposition == "in" and _is_put(grammar, i)):
        return
    has = word.head is not None and grammar.lemma(word.head) in _HAS
    if copula(grammar, i) is not None:
        who = subjects(grammar, i) if preposition == "in" and is_real(grammar, i) else []
    elif (own := owner(grammar, i)) is not None and with_of(grammar, i) == _before(grammar, i):
        who = list(members(grammar, own))
    elif (led := with_of(grammar, i)) is not None and _is_his(grammar, i, led):
        who = accompanied(grammar, led)
    elif preposition == "on" and has and word.head is not None:
        who = subjects(grammar, word.head)
    elif preposition in _WORN_BY:
        led = grammar.child(i, "case")
        who = people(grammar, of_clause(grammar, i)) or (accompanied(grammar, led) if led else [])
        if _is_inside(grammar, i) or _has_other(grammar, i, who):
            who = []
    elif word.deprel == "obj" and has and word.head is not None and is_on(grammar, i):
        who = subjects(grammar, word.head)
    elif own is not None and _is_worn(grammar, i, own):
        who = list(members(grammar, own))
    elif word.deprel in ("root", "conj") and not preposition and not grammar.is_negated(i):
        who = spoken_of(grammar, i)
    held.add(who, "wearing", grammar.phrase(i), lasting=False, said=grammar.lemma(i))


def _is_worn(grammar: Grammar, i: int, of: int) -> bool:
    """Whether his or her clothes are on them, as what they do with them shows."""
    if grammar.quotation(i) is not None or grammar.words[of].xpos != "PRP$":
        return False
    word = grammar.words[i]
    if word.deprel in ("nsubj", "nsubj:pass") or grammar.preposition(i) == "of":
        return True
    return word.head is not None and grammar.lemma(word.head) in _TOUCHED


def _is_his(grammar: Grammar, i: int, led: int) -> bool:
    """ "A woman with enormous glasses": with clothes of some kind, somebody right before them."""
    some = grammar.child(i, "amod", "nummod") is not None and grammar.child(i, "nmod:poss") is None
    return some and (is_person(grammar, led - 1) or ending(grammar, led - 1) is not None)


def _before(grammar: Grammar, i: int) -> int | None:
    """The word before a noun and its owner ("with her skirt tucked up")."""
    of = owner(grammar, i)
    return of - 1 if of else None


def _is_put(grammar: Grammar, i: int) -> bool:
    """Whether something is put into a shoe or a hat ("back in the shoe")."""
    own = grammar.child(i, "nmod:poss") is not None
    return not own and grammar.lemma(i) in _PAIRS and grammar.words[i].xpos == "NN"


def is_clothes(grammar: Grammar, i: int) -> bool:
    words = word_list("clothes")
    if grammar.lemma(i) == "habit" and grammar.following(i) == "of":
        return False
    return grammar.lemma(i) in words or grammar.text(i).lower() in words


def _is_inside(grammar: Grammar, i: int) -> bool:
    """Whether clothes hold something ("a stone in his boot"), and nobody."""
    led = grammar.child(i, "case")
    thing = led - 1 if led else -1
    filled = thing >= 0 and grammar.words[thing].upos == "NOUN" and not is_person(grammar, thing)
    return filled and grammar.lemma(i) in _POCKETS and grammar.words[i].xpos == "NN"


def is_on(grammar: Grammar, i: int) -> bool:
    """Whether "on" follows by itself ("her hat on", "the badge still on", not "on his neck")."""
    after = range(i + 1, min(i + 4, len(grammar.words)))
    texts = [grammar.text(k).lower() for k in after]
    if texts[:1] == ["still"]:
        texts = texts[1:]
    after_on = texts[1:2]
    return texts[:1] == ["on"] and (not after_on or after_on[0] in _THEN)


def _has_other(grammar: Grammar, i: int, who: list[str]) -> bool:
    """Whether it is hers or his who is somebody else; one may go in one's father's coat."""
    of = owner(grammar, i)
    if of is not None and grammar.preposition(i) == "in" and grammar.words[of].xpos != "PRP$":
        return False
    return of is not None and not set(members(grammar, of)) & set(who)


def dressed(grammar: Grammar, held: Held, i: int) -> None:
    """ "She was dressed in black"."""
    changed = (
        grammar.lemma(i) in ("change", "get", "slip", "climb") and grammar.following(i) == "into"
    )
    if not changed and (grammar.lemma(i) not in _DRESSED or grammar.following(i) != "in"):
        return
    for k in range(i + 2, min(i + 6, len(grammar.words))):
        is_end = _ends(grammar, k)
        covered = not changed and (grammar.lemma(k) in _COVERS or grammar.text(k).lower() in LOOKS)
        if is_end and (is_clothes(grammar, k) or covered):
            at = Span(grammar.words[i + 2].at.start, grammar.words[k].at.end)
            held.add(subjects(grammar, i), "wearing", at, lasting=False, said=grammar.lemma(k))
            return


def coloured(grammar: Grammar, held: Held, i: int) -> None:
    """ "The bride wore white", "the man in black": a colour is what somebody is dressed in."""
    k = i + 1
    while k < len(grammar.words) and grammar.text(k).lower() in _SHADES | {"that"}:
        k += 1
    if k == len(grammar.words) or grammar.text(k).lower() not in _COLOURS or not _ends(grammar, k):
        return
    at = Span(grammar.words[i + 1].at.start, grammar.words[k].at.end)
    if grammar.words[i].upos == "VERB":
        who = subjects(grammar, i) if is_real(grammar, i) else []
    else:
        who = people(grammar, ending(grammar, i - 1) or of_clause(grammar, k))
    held.add(who, "wearing", at, lasting=False)


def _ends(grammar: Grammar, k: int) -> bool:
    return k + 1 == len(grammar.words) or grammar.words[k + 1].upos not in ("NOUN", "ADJ")
