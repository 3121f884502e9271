"""What people carry and hold, put on and take off."""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import is_person, object_of, owner, thing_after
from fabula.reading.lists import set_of, word_list
from fabula.reading.states.accompanied import accompanied, is_brought, with_of
from fabula.reading.states.bearers import is_real, members, people, subjects
from fabula.reading.states.held_states import Held
from fabula.reading.states.on_body import is_thing, on_body, worn_or_held
from fabula.reading.states.state_words import DROPS, HOLDS, PUTS_OFF
from fabula.reading.states.wearing import clothes, coloured, is_clothes, is_on
from fabula.story.text import Span

_TAKES = set_of("take have get catch keep lay seize")
_TAKES_UP = set_of("pick take snatch lift raise draw produce")
_PHONES = set_of(
    "phone telephone receiver drink coffee tea beer wine lunch record ticket bus picture photo"
    " photograph cake bread card rest ice form bill"
)
_PUTS_ON = set_of("put pull slip draw throw get shrug tug jam cram clap try")
_HELD_PARTS = set_of("hand arm elbow wrist sleeve finger hair shoulder ankle")
_BABIES = set_of("baby child infant newborn")
_OWNED = set_of("key letter picture photograph photo ticket phone telephone record card car trunk")
_FASTENED = set_of(
    "door gate pose position hand breath tongue place note office rank title court party fire"
    " course"
)


def holding(grammar: Grammar, held: Held, i: int) -> None:
    """What a noun for a thing says of who has it on or with them."""
    if grammar.lemma(i) == "hold":
        _hold_of(grammar, held, i)
    elif worn_or_held(grammar, i) is not None:
        on_body(grammar, held, i)
    elif (led := with_of(grammar, i)) is not None:
        _with(grammar, held, i, led)
    if is_clothes(grammar, i):
        clothes(grammar, held, i)


def keeps(grammar: Grammar, held: Held, i: int) -> None:
    """ "She wore a coat", "he carried a case", "she took off her hat", "he dropped the knife"."""
    lemma, target = grammar.lemma(i), grammar.object(i)
    particle = _particle(grammar, i, target)
    if target is None and (particle or lemma in HOLDS or lemma in _TAKES_UP):
        target = object_of(grammar, i) or thing_after(grammar, i + bool(particle))
    if lemma == "let" and grammar.following(i) == "go" and is_real(grammar, i):
        thing = thing_after(grammar, i + 2)
        noun = grammar.lemma(thing) if thing is not None else ""
        held.end(subjects(grammar, i), ("holding",), grammar.words[i].at, noun)
    if lemma in ("wear", "don"):
        coloured(grammar, held, i)
    if target is None or grammar.is_passive(i) or not is_real(grammar, i):
        return
    who, at, noun = subjects(grammar, i), grammar.words[i].at, grammar.lemma(target)
    if (particle == "off" and lemma in PUTS_OFF) or lemma in ("remove", "doff"):
        held.end(who, ("wearing", "clothes"), at, noun)
    elif lemma in _PUTS_ON and particle == "on":
        _keep(grammar, held, target, who, "wearing")
    elif _is_taken(grammar, i, target):
        _keep(grammar, held, target, who, "holding")
    elif lemma == "have" and _is_had(grammar, target) and not grammar.is_past_perfect(i):
        _keep(grammar, held, target, who, "carrying")
    elif lemma in DROPS:
        held.end(who, ("holding", "carrying"), at, noun)
    elif lemma in HOLDS:
        for thing in (target, *grammar.below(target, "conj")):
            _keep(grammar, held, thing, who, HOLDS[lemma])


def _is_taken(grammar: Grammar, i: int, target: int) -> bool:
    """Whether something is taken into the hand ("took her arm", "drew a knife")."""
    lemma, noun = grammar.lemma(i), grammar.lemma(target)
    if lemma == "take" and noun in _HELD_PARTS:
        return True
    return lemma in _TAKES_UP and noun in word_list("portables") - _PHONES


def _particle(grammar: Grammar, i: int, target: int | None) -> str:
    """ "off", "on", "up" or "down" beside a verb or after what it is done to."""
    places = [i + 1, *([target + 1] if target is not None else [])]
    places += grammar.below(i, "compound:prt")
    near = (grammar.text(k).lower() for k in places if k < len(grammar.words))
    return next((word for word in near if word in ("off", "on", "up", "down")), "")


def _is_had(grammar: Grammar, i: int) -> bool:
    """Whether "a letter", "the lamp" is a thing that one has with one, not what one owns."""
    determiners = {grammar.text(k).lower() for k in grammar.below(i, "det")}
    bare = not grammar.below(i, "nmod", "acl", "acl:relcl")
    known = grammar.lemma(i) in word_list("portables") - _OWNED
    return known and bare and bool(determiners & {"a", "an", "the"})


def _keep(grammar: Grammar, held: Held, noun: int, who: list[str], name: str) -> None:
    """Somebody has a thing, unless it is no thing, or a part of themselves."""
    lemma = grammar.lemma(noun)
    if grammar.words[noun].upos not in ("NOUN", "PROPN", "PRON") or lemma in _FASTENED - {"hand"}:
        return
    if is_person(grammar, noun) and not is_clothes(grammar, noun):
        borne = name == "carrying" or (name == "holding" and lemma in _BABIES)
        if borne and not set(people(grammar, noun)) & set(who):
            held.add(who, name, grammar.phrase(noun), lasting=False)
        return
    if grammar.words[noun].upos == "PRON" or not is_thing(grammar, noun):
        return
    if name == "wearing" and not is_clothes(grammar, noun):
        return
    if lemma in word_list("body_parts"):
        of = owner(grammar, noun)
        if name != "holding" or of is None or set(members(grammar, of)) & set(who):
            return
    held.add(who, name, grammar.phrase(noun), lasting=False, said=lemma)


def _hold_of(grammar: Grammar, held: Held, i: int) -> None:
    """ "She took hold of the rope", "somebody had hold of her hand"."""
    verb = grammar.words[i].head
    of = i + 1 < len(grammar.words) and grammar.text(i + 1).lower() == "of"
    if not of or verb is None or grammar.lemma(verb) not in _TAKES or not is_real(grammar, verb):
        return
    thing = thing_after(grammar, i + 1)
    last = min(i + 2, len(grammar.words) - 1)
    if thing is None and grammar.text(last) in ("it", "them"):
        at = Span(grammar.words[i].at.start, grammar.words[last].at.end)
        held.add(subjects(grammar, verb), "holding", at, lasting=False)
    if thing is not None:
        _keep(grammar, held, thing, subjects(grammar, verb), "holding")


def _with(grammar: Grammar, held: Held, i: int, led: int) -> None:
    """ "She came with a basin", "with the badge on"."""
    if not is_thing(grammar, i) or is_person(grammar, i) or grammar.words[i].upos != "NOUN":
        return
    lemma = grammar.lemma(i)
    worn = is_clothes(grammar, i) and is_on(grammar, i)
    had = lemma in word_list("portables") and is_brought(grammar, led)
    if worn or had:
        name = "wearing" if worn else "carrying"
        held.add(accompanied(grammar, led), name, grammar.phrase(i), lasting=False, said=lemma)
