"""What a tie is called, and which family of ties it is drawn as."""

from __future__ import annotations

from fabula.story.contract import RelationItem

FEELINGS = {
    "love": "loves", "hate": "hates", "fear": "fears", "trust": "trusts",
    "longing": "longs for", "gratitude": "is grateful to", "jealousy": "is jealous of",
    "grudge": "bears a grudge against", "contempt": "despises", "admiration": "admires",
}  # fmt: skip
PLAIN = {"member-of": "member of", "leader-of": "leads", "former-partner": "once partners"}
SEVERAL = {
    "sibling": "siblings", "spouse": "married", "partner": "partners", "kin": "kin",
    "friend": "friends", "rival": "rivals", "enemy": "enemies", "teammate": "teammates",
    "colleague": "colleagues",
}  # fmt: skip
_FAMILIES = {
    "kin": "parent sibling spouse partner former-partner kin",
    "work": "teacher superior teammate colleague member-of leader-of",
    "foe": "rival enemy captor",
    "warm": "friend rescuer carer love trust longing gratitude admiration",
    "cold": "hate fear grudge jealousy contempt",
}
FAMILY = {word: family for family, words in _FAMILIES.items() for word in words.split()}


def called(tie: RelationItem) -> str:
    """A tie in a word or two, as it stands on an arrow from its source to its target."""
    if tie.type == "feels":
        said = FEELINGS.get(tie.feeling or "", f"feels {tie.feeling} for")
    else:
        said = PLAIN.get(tie.type) or SEVERAL.get(tie.type) or f"{tie.type} of"
    return f"{said} (once)" if tie.until is not None and tie.type != "former-partner" else said


def family(tie: RelationItem) -> str:
    """The class that a tie is coloured by."""
    return FAMILY.get(tie.feeling or "", "work") if tie.type == "feels" else FAMILY[tie.type]


def stroke(tie: RelationItem) -> str:
    """The class that a tie is drawn by: over, only inferred, or told."""
    if tie.until is not None or tie.type == "former-partner":
        return "former"
    return "holds" if tie.basis == "stated" else "inferred"
