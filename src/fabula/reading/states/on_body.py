"""What people have in their hands, in their pockets and on their backs, told by the part of the
body or of the clothes that holds it: "a goose under her arm", "gun in hand"."""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import is_person, owner, thing_after
from fabula.reading.lists import set_of, word_list
from fabula.reading.states.accompanied import accompanied, with_of
from fabula.reading.states.bearers import is_real, members, of_clause, people
from fabula.reading.states.held_states import Held
from fabula.reading.states.state_words import HOLDS, INJURIES, UNHELD, WEAPONS

_AT = set_of(
    "down in under on upon over round around at across between behind about against from"
    " through inside up beneath to into"
)
_WHOSE = set_of("his her my your their its one each either both the somebody's")
_HANDS = set_of("hand fist arm finger palm fingertip")
_LIKE_HANDS = set_of("tooth teeth mouth knee lap jaw elbow")
_POCKETS = set_of("pocket belt sleeve boot hat waistband bosom sock bodice breast")
_BACKS = set_of("back shoulder hip waist side")
_WORN = set_of(
    "head neck wrist finger face nose shoulder breast chest lip ear hand foot ankle waist arm"
    " eye forehead brow hair lapel collar knee leg throat thumb"
)
_BAGS = set_of("bag purse handbag rucksack satchel basket suitcase knapsack backpack wallet case")
_HOLDER = _HANDS | _LIKE_HANDS | _POCKETS | _BACKS | _WORN | _BAGS
_LAPS = set_of("lap hip knee arm shoulder back")
_PUT = set_of(
    "lie hang sling tuck stick clutch clench balance swing rest sit strap tie knot wrap pin"
    " perch thrust shove dangle grip hold cradle hook jam push fold clasp fasten be run drip"
    " trickle pour stream come flow seep well ooze dry go pass sink drive plunge bury loose"
    " still"
)
_GRIPS = set_of("in under between on over beneath into across")
_GRIT = set_of("stone pebble nail hole sand gravel hair")
_ABSTRACT = ("tion", "ment", "ness", "ence", "ance", "ism", "ity", "ship", "dom")
_IN_PHRASE = frozenset(("DET", "ADJ", "NUM", "NOUN", "ADV", "PROPN"))
_SKIPPED = 3  # words between a thing and the preposition after it


def is_thing(grammar: Grammar, i: int) -> bool:
    """Whether a noun stands for something that can be held, worn or carried."""
    lemma = grammar.lemma(i)
    return lemma not in UNHELD and not lemma.endswith(_ABSTRACT)


def worn_or_held(grammar: Grammar, i: int) -> int | None:
    """The part of the body or of the clothes that holds what a noun stands for ("in her sleeve",
    "round his neck", "still in one hand", "was in his pocket", "in hand")."""
    k = i + 1
    while k < min(i + 1 + _SKIPPED, len(grammar.words)) and _leads(grammar, k):
        k += 1  # "still in her hand", "slung over his shoulder"
    if k + 1 >= len(grammar.words) or grammar.text(k).lower() not in _AT:
        return None
    if grammar.text(k).lower() == "in" and grammar.text(k + 1).lower() == "hand":
        return k + 1
    own = grammar.text(k + 1).lower() in _WHOSE or grammar.mention(k + 1) is not None
    return _holder(grammar, k + 1) if own else None


def _leads(grammar: Grammar, k: int) -> bool:
    word = grammar.words[k]
    return word.upos == "ADV" or (word.upos in ("VERB", "AUX") and grammar.lemma(k) in _PUT)


def _holder(grammar: Grammar, first: int) -> int | None:
    """The part of a body or of clothes that a phrase ends with."""
    holders = word_list("clothes") | _HOLDER
    for n in range(first + 1, min(first + 5, len(grammar.words))):
        noun = grammar.words[n].upos == "NOUN" and grammar.text(n).islower()
        if noun and {grammar.lemma(n), grammar.text(n).lower()} & holders:
            return n
        if grammar.words[n].upos not in _IN_PHRASE and grammar.words[n].xpos != "POS":
            return None
    return None


def on_body(grammar: Grammar, held: Held, i: int) -> None:
    """Tells who has a thing in their hand, in their pocket or on their back, or has it stuck in
    them ("an arrow in his shoulder")."""
    where = worn_or_held(grammar, i)
    if where is None or grammar.words[i].upos != "NOUN" or _is_denied(grammar, i):
        return
    name = _how(grammar, i, where)
    if name:
        at = grammar.phrase(i)
        held.add(_whose(grammar, i, where), name, at, lasting=False, said=grammar.lemma(i))


def _is_denied(grammar: Grammar, i: int) -> bool:
    head = grammar.words[i].head
    verb = head is not None and grammar.words[head].upos == "VERB"
    unreal = head is not None and verb and not is_real(grammar, head)
    like = grammar.preposition(i) in ("like", "as", "than", "without", "of")
    carried = head is not None and grammar.lemma(head) in HOLDS
    return like or unreal or carried or grammar.is_negated(i) or grammar.is_question(i)


def _how(grammar: Grammar, i: int, where: int) -> str:
    """Whether a thing at a part of the body is held, carried or worn, or injures; "" for none."""
    lemma, part = grammar.lemma(i), grammar.lemma(where)
    between = (grammar.text(k).lower() for k in range(where - 1, i, -1))
    led = next((word for word in between if word in _AT), "")
    worn = {lemma, grammar.text(i).lower()} & word_list("clothes")
    if lemma in word_list("body_parts") or lemma in INJURIES or not is_thing(grammar, i):
        return ""
    if lemma == "blood" and led in ("on", "down", "over", "from"):
        return "injured"
    if lemma in WEAPONS and led in ("in", "into", "through") and part not in _HANDS | _POCKETS:
        return "" if part in word_list("clothes") else "injured"
    if is_person(grammar, i):
        return "carrying" if part in _LAPS and led in ("in", "on", "over") else ""
    if worn and part in _WORN and led not in ("in", "under", "from"):
        return "wearing"
    if led == "in" and grammar.text(where).lower() == "arm":
        return ""  # "a tube in his arm"
    if part in _HANDS:
        return "holding" if led in _GRIPS else ""
    if lemma not in word_list("portables") and not worn and with_of(grammar, i) is None:
        return ""
    if part in _LIKE_HANDS:
        return "holding" if led in _GRIPS else ""
    inside = led in ("in", "under", "inside", "up", "through", "into")
    if part in _POCKETS | _BAGS or part in word_list("clothes"):
        return "carrying" if inside and lemma not in _GRIT else ""
    return "carrying" if part in _BACKS and led in ("on", "over", "at", "across", "from") else ""


def _whose(grammar: Grammar, i: int, where: int) -> list[str]:
    """Who has it: whose part of the body it is, who comes with it, of whom its clause tells."""
    of = owner(grammar, where)
    if of is not None:
        return list(members(grammar, of))
    if (led := with_of(grammar, i)) is not None:
        return accompanied(grammar, led)
    return people(grammar, of_clause(grammar, i))


def before_it(grammar: Grammar, held: Held, i: int) -> None:
    """ "In her hand was a form", "under his arm Mr Tully had a goose": the part comes first."""
    if (
        grammar.lemma(i) not in _HANDS
        or grammar.preposition(i) not in ("in", "under", "on")
        or owner(grammar, i) is None
    ):
        return
    for k in range(i + 1, min(i + 5, len(grammar.words))):
        if grammar.words[k].upos == "PUNCT":
            return
        if grammar.lemma(k) in ("be", "have", "lie"):
            thing = thing_after(grammar, k)
            if thing is not None and is_thing(grammar, thing) and not is_person(grammar, thing):
                who, at = members(grammar, owner(grammar, i)), grammar.phrase(thing)
                held.add(who, "holding", at, lasting=False, said=grammar.lemma(thing))
            return
