"""The words that tell what people are like and the states they are in."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from fabula.reading.lists import lines, set_of, word_list


class State(NamedTuple):
    """What an adjective says of somebody: the attribute's name, whether it lasts, and whether it
    says so only before a noun ("the late Mr Hale", not "he was late")."""

    name: str
    lasting: bool
    before: bool


def _named(**words: str) -> dict[str, str]:
    """Word -> the name of the attribute that it tells."""
    return {w: name for name, said in words.items() for w in said.split()}


@cache
def adjectives() -> dict[str, State]:
    """What each adjective of `lists/states.txt` says."""
    found: dict[str, State] = {}
    for line in lines("states"):
        name, _, words = line.partition(": ")
        for word in words.split():
            told = State(name.removesuffix("!"), name.endswith("!"), word.endswith("*"))
            found.setdefault(word.removesuffix("*"), told)
    return found


def _kinds(name: str) -> dict[str, str]:
    """Word -> the kind under which a list has it ("KIND: words")."""
    kinds = (line.partition(": ") for line in lines(name))
    return {word: kind for kind, _, words in kinds for word in words.split()}


@cache
def titles() -> dict[str, str]:
    """What a title before a name says its bearer is: "rank" or "occupation"."""
    return _kinds("title_kinds")


LINKING = set_of("look seem feel become get grow lie remain stay go fall turn stand sit keep find")
"""Verbs whose complement says what state somebody is in."""

_BODY = [
    (name, noun)
    for line in lines("body_looks")
    for name, _, nouns in [line.partition(": ")]
    for noun in nouns.split()
]
BODY = {noun.removesuffix("!"): name for name, noun in _BODY}
"""Nouns of the body whose look lasts."""

TELLING = frozenset(noun[:-1] for _, noun in _BODY if noun.endswith("!"))
"""Those that say something of somebody by being there."""

LOOKS = word_list("looks")
"""Adjectives that say how hair, eyes, skin, or a part of the body look."""

NOUNS = _kinds("state_nouns")
"""Nouns that say what state somebody is in ("a widow")."""

COLOURS = set_of("colour color shade hue")
"""Nouns that lead to how something looks ("the colour of sand")."""

HURT = set_of(
    "tear cut break burn sew stitch bandage crush wound slash gash black blacken bruise smash"
    " pierce scratch bite shoot sprain twist fracture shatter scald stab lacerate mangle swell"
    " sever splint injure hurt graze split dislocate singe"
)
"""Verbs that tell of an injury where a part of the body is what they are done to."""

ACHES = set_of("hurt ache throb bleed sting")
"""Verbs that tell of an injury where a part of the body is their subject."""

WEAPONS = set_of(
    "knife blade sword bullet arrow spear shell axe splinter claw glass dagger razor shot"
)
"""What injures by whatever it does to a part of the body."""

INJURIES = set_of(
    "wound gash bruise burn bite cut sprain concussion graze blister stitch sling plaster"
    " splint bandage scab welt weal lump bump scald fracture sore ulcer boil rash swelling"
    " lesion"
)
"""Nouns of injuries."""

ILLNESSES = set_of(
    "fever flu influenza cold measles measle pneumonia typhus typhoid cholera cancer"
    " consumption tuberculosis cough plague smallpox malaria diphtheria bronchitis dysentery"
    " migraine mumps chickenpox quinsy tonsillitis croup asthma pleurisy jaundice rheumatism"
    " arthritis gout lumbago sciatica diabetes leukaemia leukemia tumour tumor stroke angina"
    " dropsy ague scurvy leprosy syphilis hepatitis meningitis polio tetanus sepsis gangrene"
    " appendicitis dementia alzheimer's epilepsy headache toothache stomach-ache bellyache"
    " earache indigestion nausea hangover virus infection growth"
)

HOLDS = _named(
    wearing="wear don sport",
    carrying="carry lug tote haul",
    holding="hold clutch grip cradle grasp brandish wield clasp hug grab seize",
)
"""Verbs that say what their subject wears, carries or holds."""

UNHELD = set_of(
    "breath tongue party meeting court conversation gaze attention what that which smile look"
    " expression frown air line ground grudge job position post record title election ceremony"
    " life way weight burden message news thing something anything nothing everything view"
    " opinion hope power sway day night sun rain wind snow light shadow moonlight firelight"
    " dust mud sweat water warmth cold heat chill ache pain pressure touch feeling taste smell"
    " sense responsibility mind heart ear eye rest half part side end one ones piece deal lot"
    " pair couple number word idea matter point place room space time service fort balance"
    " silence peace promise oath pose flour moss ink chalk soot paint dirt ash grease oil sand"
    " grass straw blow punch kick stroke corner edge tip top bottom conviction authority tune"
    " vote motion disease infection risk threat charge"
)
"""What is held, carried or worn in no hand and on no back."""

PUTS_OFF = set_of("take pull peel strip shrug kick throw tear cast")
DROPS = set_of("drop lower release lay put set throw toss give hand pass")

BEGINS = _named(
    unconscious="faint",
    dead="die perish drown",
    asleep="doze",
    crying="cry weep sob",
    injured="bleed",
    hungry="starve",
)
"""Verbs that begin a state of their subject."""

DONE_TO = _named(
    dead="kill murder execute assassinate bury slay behead guillotine crucify lynch strangle"
    " smother garotte electrocute slaughter butcher hang",
    injured="stab wound injure shoot maim cripple",
    bound="tie bind strap lash chain gag handcuff shackle manacle rope truss tether pinion fetter",
    imprisoned="imprison jail",
    ill="poison",
    blind="blind",
    unconscious="drug",
)
"""Verbs that begin a state of whom it is done to."""

LASTING = frozenset(("dead", "blind", "deaf", "mute"))

ENDS: dict[str, tuple[str, ...]] = {
    "wake": ("asleep", "unconscious"), "awake": ("asleep", "unconscious"),
    "awaken": ("asleep", "unconscious"), "recover": ("ill", "injured", "unconscious"),
    "heal": ("injured", "ill"), "escape": ("bound", "imprisoned"),
    "conscious": ("asleep", "unconscious"), "free": ("bound", "imprisoned"),
    "untied": ("bound",), "sober": ("drunk",), "well": ("ill",), "cured": ("ill",),
}  # fmt: skip
"""Verbs and adjectives by which states of their subject end."""

FREES: dict[str, tuple[str, ...]] = {
    "free": ("bound", "imprisoned"), "untie": ("bound",), "release": ("bound", "imprisoned"),
    "cure": ("ill",), "wake": ("asleep", "unconscious"), "heal": ("injured", "ill"),
    "unchain": ("bound",), "rouse": ("asleep", "unconscious"),
}  # fmt: skip
"""Verbs by which states end of whom it is done to."""

RANKS = set_of(
    "captain commander colonel general major admiral lieutenant sergeant commodore inspector"
)
"""Ranks that people call each other by."""

SPECIES = set_of(
    "android robot vampire werewolf elf dwarf fairy ghost demon angel alien orc goblin troll"
)
"""Nouns of what is no human."""

REMAINS = set_of("funeral grave coffin corpse burial widow ghost tomb gravestone headstone")
"""Nouns whose owner is dead."""

TIES = set_of("tie bind strap lash chain cuff handcuff shackle manacle rope pinion tether")
"""What is done to the hands and feet of who is bound."""

CHANGES = frozenset((*BEGINS, *DONE_TO, *ENDS, *FREES))
"""Verbs by which a state begins or ends."""
