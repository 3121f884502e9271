"""The people of a story as BookNLP tells them: how often and by what words each is mentioned, what
each does, suffers, has and is.

What they do is read off the syntax around the heads of their mentions, as `get_syntax` in BookNLP's
`english_booknlp.py` does, in Universal Dependencies for the labels of its parser:

| list | BookNLP | here |
|---|---|---|
| agent | `nsubj` of a verb, and verbs joined to it; `pobj` of an `agent` | the same; `obl:agent` |
| patient | `dobj`, `nsubjpass` of a verb | `obj`, `nsubj:pass` |
| mod | `attr`, `acomp` of a "be" it is `nsubj` of | what has it as `nsubj`, and `cop`; `amod` |
| poss | what it is `poss` of, and what is joined to that | `nmod:poss` |
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from fabula.formats.exports.booknlp_words import Named, Words, numbers
from fabula.story.contract import EntityItem
from fabula.story.world import World

_LISTS = ("agent", "patient", "mod", "poss")
_KINDS = {"proper": "PROP", "common": "NOM", "pronoun": "PRON"}
_GENDERS = ("he/him/his", "she/her", "they/them/their", "xe/xem/xyr/xir", "ze/zem/zir/hir")
_NAMING = {"NOUN", "ADJ"}


def book(world: World, words: Words, mentions: Sequence[Named]) -> dict[str, Any]:
    """Everybody who is mentioned twice or more, those mentioned most often first."""
    coref = numbers(world)
    entities = {coref[e.id]: e for e in world.entities if e.type == "PER"}
    of: dict[int, list[Named]] = {}
    for mention in mentions:
        if mention.coref in entities:
            of.setdefault(mention.coref, []).append(mention)
    people = sorted((n for n in of if len(of[n]) > 1), key=lambda n: -len(of[n]))
    return {"characters": [_character(n, entities[n], of[n], words) for n in people]}


def _character(
    number: int, entity: EntityItem, mentions: Sequence[Named], words: Words
) -> dict[str, Any]:
    found: dict[str, Any] = {name: [] for name in _LISTS}
    for mention in mentions:
        for name, i in _around(words, mention):
            found[name].append({"w": words.word(i), "i": i})
    return {
        **found,
        "id": number,
        "g": _gender(entity, mentions),
        "count": len(mentions),
        "mentions": {name: _forms(mentions, kind) for name, kind in _KINDS.items()},
    }


def _forms(mentions: Sequence[Named], kind: str) -> list[dict[str, Any]]:
    """How often each form of one kind occurs, the most frequent first."""
    forms = Counter(m.text for m in mentions if m.kind == kind)
    return [{"c": count, "n": form} for form, count in forms.most_common()]


def _gender(entity: EntityItem, mentions: Sequence[Named]) -> dict[str, Any] | None:
    """How the text speaks of somebody: `argmax` is decided by their pronouns, None where these are
    not known; `inference` gives the shares among the pronouns that stand for them, the decision
    counted as one."""
    if entity.pronouns is None:
        return None
    own = _category(entity.pronouns.split("/")[0]) or entity.pronouns
    counts = Counter(dict.fromkeys((*_GENDERS, own), 0))
    counts[own] += 1
    said = (_category(m.text) for m in mentions if m.kind == "PRON")
    counts.update(category for category in said if category)
    total = counts.total()
    shares = {category: round(count / total, 3) for category, count in counts.items()}
    return {"inference": shares, "argmax": own, "max": shares[own], "total": total}


def _category(pronoun: str) -> str | None:
    return next((g for g in _GENDERS if pronoun.lower() in g.split("/")), None)


# --- syntax ---------------------------------------------------------------------------------------


def _around(words: Words, mention: Named) -> Iterator[tuple[str, int]]:
    """The words around a mention that tell of who is mentioned, each with its list's name."""
    own = words.head(mention.first, mention.last)
    if own is None:
        return
    for i in words.children(own, "amod"):
        yield "mod", i
    first = words.tokens[own]
    if first.deprel == "conj" and first.head is not None:  # "Mara and Tom ran"
        first = words.tokens[first.head]
    if first.head is not None:
        for name, i in _of(words, first.deprel, first.head):
            yield name, i


def _of(words: Words, relation: str | None, head: int) -> Iterator[tuple[str, int]]:
    """What `head` tells of somebody who has this relation to it."""
    verb = words.tokens[head].upos == "VERB"
    if relation == "nsubj" and words.children(head, "cop"):
        joined = (head, *_joined(words, head, "nsubj"))
        yield from (("mod", i) for i in joined if words.tokens[i].upos in _NAMING)
    elif relation == "nsubj" and verb:
        yield "agent", head
        joined = _joined(words, head, "nsubj", "nsubj:pass")
        yield from (("agent", i) for i in joined if words.tokens[i].upos == "VERB")
    elif relation == "obl:agent" and verb:
        yield "agent", head
    elif relation in ("obj", "nsubj:pass") and verb:
        yield "patient", head
    elif relation == "nmod:poss":
        yield from (("poss", i) for i in (head, *_joined(words, head, "nmod:poss")))


def _joined(words: Words, head: int, *own: str) -> tuple[int, ...]:
    """What is joined to `head` by "and" and has none of its own."""
    joined = words.children(head, "conj")
    return tuple(i for i in joined if not any(words.children(i, relation) for relation in own))
