"""What kinds of verbs there are, as far as the facts of a story need to know: sets of lemmas,
composed by hand, that rules ask."""

from __future__ import annotations

from fabula.reading.lists import set_of

SAYS = set_of(
    "say tell ask answer reply shout whisper warn promise threaten order command offer refuse"
    " explain admit confess announce report beg plead demand swear vow suggest agree remind inform"
    " teach inquire call yell cry mutter murmur assure advise urge invite forbid request insist"
    " write text message email phone ring thank greet roar bellow shriek scream growl hiss snarl"
    " remark observe declare claim repeat add protest confide mention boast joke complain"
)
"""Verbs of saying: their person is told, not done to."""

TELLS = set_of(
    "tell ask warn promise order command remind inform teach assure advise urge invite forbid beg"
    " request answer"
)
"""Verbs of saying whose object is whom they are said to."""

SAID = set_of(
    "it that this these what which word words story tale truth lie lies question questions thing"
    " things something anything nothing everything news name names joke joke secret way all much"
    " little half rest prayer prayers part goodbye goodnight one ones"
)
"""What is told rather than told something: the content of a verb of saying."""

TALKS_OF = set_of(
    "say mention admit confess announce report explain declare claim suggest repeat add remark"
    " observe complain boast joke offer refuse demand mutter murmur"
)
"""Verbs of saying whose object, though it be somebody, is what is talked of."""

FACED = set_of(
    "say ask tell answer reply whisper warn promise threaten offer beg swear vow admit confess"
    " explain suggest agree add repeat protest confide remark declare demand"
)
"""Verbs of saying that are done to somebody's face."""

HEARERS = set_of(
    "inquiry court ward room house company class crowd jury board council committee village town"
    " police crew world family table meeting public press school regiment congregation"
)
"""Nouns for several people, who may be told something."""

MINDS = set_of(
    "know believe remember forget hear understand suspect guess doubt want wish hope think mean"
    " learn recall read imagine expect regret deny realise realize"
)
"""Verbs of the mind: what is no person with them is their content."""

HAS_CONTENT = (SAYS | MINDS) - set_of("offer read call thank greet ring write")
"""Verbs whose object, where it is no person, is what is said or thought."""

STANDS = set_of(
    "be have seem appear mean matter belong contain deserve resemble exist cost weigh fit"
)
"""Verbs by which nobody does, feels or thinks anything."""

STAYS = set_of("stand sit lie kneel hang lean live dwell wear hold carry keep stay wait sleep rest")
"""Verbs of how somebody is for a while."""

STARTS = set_of("begin start let make help see hear watch feel find catch keep leave manage get")
"""Verbs after which an infinitive or participle tells of what really happens."""

GIVES = set_of(
    "give hand pass offer send bring show lend sell pay throw toss owe leave read sing grant award"
    " deliver return feed pour teach promise wish serve present fetch buy make cook write mail post"
)
"""Verbs of giving: whom it is given to is the recipient."""

STATES = set_of(
    "be have know think believe want wish need like love hate seem appear look feel mean matter"
    " understand remember hope suppose guess own belong contain deserve resemble exist cost weigh"
    " fit lack prefer trust doubt fear care mind suspect imagine regret long"
)
"""Verbs that tell of no action."""

UNSEEN_AGENT = set_of("die fall faint collapse drown wake vanish disappear break burn sink")
"""Verbs whose subject something happens to."""

PLACES = set_of(
    "in at on into onto inside outside from through across along under behind beside near by to"
    " toward towards over above below beneath around past between among off"
) | {"out of", "in front of", "on top of", "next to"}
"""Prepositions that lead to a place."""

AT_SOMEBODY = set_of("at on upon to after for toward towards against")
"""Prepositions that lead to whom an action is aimed at."""

ENTERS = set_of("enter reach leave cross climb board approach pass quit")
"""Verbs whose object may be a place."""

COMES = set_of("come arrive enter appear return approach emerge join show step burst barge")
"""Verbs by which somebody comes into a scene."""

GOES = set_of("leave go depart exit vanish disappear flee withdraw retire slip storm")
"""Verbs by which somebody may leave a scene."""

FEELS = set_of(
    "think know feel wonder remember realise realize hear see notice want wish hope fear decide"
    " suppose imagine believe recognise recognize understand guess smell sense hate love dread"
)
"""Verbs that tell what goes on inside somebody."""
