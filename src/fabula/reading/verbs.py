"""What kinds of verbs there are, as far as the facts of a story need to know: sets of lemmas,
composed by hand, that rules ask."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


SAYS = _set(
    "say tell ask answer reply shout whisper warn promise threaten order command offer refuse"
    " explain admit confess announce report beg plead demand swear vow suggest agree remind inform"
    " teach inquire call yell cry mutter murmur assure advise urge invite forbid request insist"
    " write text message email phone ring thank greet"
)
"""Verbs of saying: their person is told, not done to."""

GIVES = _set(
    "give hand pass offer send bring show lend sell pay throw toss owe leave read sing grant award"
    " deliver return feed pour teach promise serve present fetch buy make cook write mail post"
)
"""Verbs of giving: whom it is given to is the recipient."""

STATES = _set(
    "be have know think believe want wish need like love hate seem appear look feel mean matter"
    " understand remember hope suppose guess own belong contain deserve resemble exist cost weigh"
    " fit lack prefer trust doubt fear care mind suspect imagine regret long"
)
"""Verbs that tell of no action."""

UNSEEN_AGENT = _set("die fall faint collapse drown wake vanish disappear break burn sink")
"""Verbs whose subject something happens to."""

PLACES = _set(
    "in at on into onto inside outside from through across along under behind beside near by to"
    " toward towards over above below beneath around past between among off"
) | {"out of", "in front of", "on top of", "next to"}
"""Prepositions that lead to a place."""

AT_SOMEBODY = _set("at on upon to after for toward towards against")
"""Prepositions that lead to whom an action is aimed at."""

COMES = _set("come arrive enter appear return approach emerge join show step burst barge")
"""Verbs by which somebody comes into a scene."""

GOES = _set("leave go depart exit vanish disappear flee withdraw retire slip storm")
"""Verbs by which somebody may leave a scene."""

FEELS = _set(
    "think know feel wonder remember realise realize hear see notice want wish hope fear decide"
    " suppose imagine believe recognise recognize understand guess smell sense hate love dread"
)
"""Verbs that tell what goes on inside somebody."""
