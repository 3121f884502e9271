"""Who of one work is who of another: told by names and what people have in common, never more."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.library.casts import Called, Person, TiedTo, parted
from fabula.library.joining import People, Said, Who
from fabula.library.likeness import Part, alike, persons_tagged
from fabula.story.text import Meta, Span


def person(
    entity: str, *names: str, gender: str = "", ties: tuple = (), company: tuple[str, ...] = ()
) -> Person:
    called = tuple(Called(name, Span(10 * n, 10 * n + 5)) for n, name in enumerate(names))
    seen = {other: (Span(1, 2), Span(3, 4)) for other in company}
    return Person(entity, names[0], gender, called, ties, seen)


def part(work: int, *people: Person, tags: tuple[str, ...] = ()) -> Part:
    told = persons_tagged(Meta(tags={"character": tags}))
    return Part(work, {one.entity: one for one in people}, told)


def brother(other: str) -> tuple[TiedTo, ...]:
    return (TiedTo("sibling", True, other, (Span(5, 9),)),)


SAME = {
    "a full name": (["Mara Venn"], ["Mara Venn"]),
    "a pet form of the first": (["Tom Hale"], ["Thomas Hale"]),
    "another order of forms": (["Mara", "Captain Mara Venn"], ["Mara Venn", "Venn"]),
    "two names": (["Mara", "Copper"], ["Copper", "Mara"]),
    "a title": (["Sergeant Roe"], ["Sergeant Roe", "Roe"]),
    "a family's name as it is said": (["Mrs. Gage"], ["Mrs. Gage"]),
}
OTHERS = {
    "a first name alone": (["Tom"], ["Tom"]),
    "a rare name alone": (["Itachi"], ["Itachi"]),
    "a family's name": (["Mara Venn"], ["Tom Venn"]),
    "two of one first name": (["Tom Hale", "Tom"], ["Tom Roe", "Tom"]),
    "a title that many have": (["Miss Mary"], ["Miss Mary"]),
    "what somebody is": (["the Director"], ["the Director"]),
    "a name and its pet form": (["Thomas", "Tom"], ["Tom", "Thomas"]),
}


@pytest.mark.parametrize("what", SAME)
def test_who_is_the_same(what: str) -> None:
    """One person of each work, with a full name in common, or one name and something more."""
    here, there = SAME[what]
    (found,) = alike(part(1, person("e1", *here)), part(2, person("e5", *there)))
    assert (found.one, found.other) == ("e1", "e5")
    assert all(reason.says and reason.here and reason.there for reason in found.because)


@pytest.mark.parametrize("what", OTHERS)
def test_who_is_not_said_to_be_the_same(what: str) -> None:
    """Less than that joins nobody."""
    here, there = OTHERS[what]
    assert alike(part(1, person("e1", *here)), part(2, person("e5", *there))) == []


def test_he_is_not_she() -> None:
    """Where one work says he and the other she, a name in common is not enough."""
    he, she = person("e1", "Alex Roe", gender="m"), person("e1", "Alex Roe", gender="f")
    assert alike(part(1, he), part(2, she)) == []


def test_ties_and_company_in_common() -> None:
    """One name is enough with the same tie to one of the same name, or with a companion who is
    known to be the same, or of the same name where that of one of the two is rare."""
    tom, mara = person("e1", "Tom", ties=brother("e2")), person("e2", "Mary")
    assert [p.because[0].says for p in alike(part(1, tom, mara), part(2, tom, mara))] == [
        "Both are the sibling of Mary."
    ]
    for friend, joined in (("Mary", 0), ("Zorblax", 2), ("Mary Roe", 2)):
        two = (person("e1", "Tom", company=("e2",)), person("e2", friend, company=("e1",)))
        assert len(alike(part(1, *two), part(2, *two))) == joined, friend


def test_tags_in_common() -> None:
    """One name is enough where the tags of both works list one person of that name, the same."""
    naruto = person("e1", "Naruto")
    for one, other, joined in (
        (("Uzumaki Naruto",), ("Uzumaki Naruto", "Haruno Sakura"), 1),
        (("Uzumaki Naruto",), ("Namikaze Naruto",), 0),
        (("Uzumaki Naruto",), (), 0),
        (("Uzumaki Naruto", "Namikaze Naruto"), ("Uzumaki Naruto", "Namikaze Naruto"), 0),
    ):
        found = alike(part(1, naruto, tags=one), part(2, naruto, tags=other))
        assert len(found) == joined


def test_where_two_could_be_meant_nobody_is() -> None:
    """A name that two of one work bear joins neither, unless one has more in common."""
    tom, other = person("e1", "Sergeant Roe"), person("e2", "Sergeant Roe")
    assert alike(part(1, tom, other), part(2, tom)) == []
    more = person("e3", "Sergeant Roe", "Bear")
    (found,) = alike(part(1, more, other), part(2, more))
    assert found.one == "e3"


def test_titles_and_suffixes_are_no_names() -> None:
    """A title is told apart from the name it stands before, and "Jr." from the one it follows."""
    assert parted("Captain Mara Venn") == ("Captain", ("Mara", "Venn"))
    assert parted("Tom Hale Jr.") == ("", ("Tom", "Hale"))
    assert parted("Captain") == ("", ("Captain",))


# Whatever people there are ----------------------------------------------------------------------

WORDS = ("Tom", "Thomas", "Mara", "Venn", "Roe", "Zorblax", "Captain")
names = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join), min_size=1, max_size=2
)


@st.composite
def casts(draw: st.DrawFn, work: int) -> Part:
    """Some people of a work, in company with some of each other."""
    ids = [f"e{n}" for n in range(draw(st.integers(1, 4)))]
    return part(
        work,
        *(
            person(
                who,
                *draw(names),
                gender=draw(st.sampled_from(("", "f", "m"))),
                company=tuple(w for w in ids if w != who and draw(st.booleans())),
            )
            for who in ids
        ),
    )


@given(casts(1), casts(2))
@settings(max_examples=80, deadline=None)
def test_likeness_is_the_same_from_either_side(here: Part, there: Part) -> None:
    """Who is who does not depend on which work is asked first, and nobody is two people."""
    pairs = {(p.one, p.other) for p in alike(here, there)}
    assert pairs == {(p.other, p.one) for p in alike(there, here)}
    assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)


@given(st.tuples(casts(1), casts(2), casts(3)), st.data())
@settings(max_examples=80, deadline=None)
def test_two_of_one_work_are_never_joined(parts: tuple[Part, ...], data: st.DataObject) -> None:
    """Over any parts, and whatever a reader says, nobody is two people of one work, whom a reader
    tells apart stay apart, and every tie joins those it names."""
    whos = [Who(p.work, entity) for p in parts for entity in p.cast]
    pair = st.tuples(st.sampled_from(whos), st.sampled_from(whos))
    later = pair.filter(lambda p: p[0].work < p[1].work)
    pairs = data.draw(st.lists(later, max_size=3, unique=True))
    said = [Said(*p, data.draw(st.booleans())) for p in pairs]
    people = People(parts, said)
    for who in whos:
        assert people.same(who)[who.work] == who
    for s in said:
        if not s.same:
            assert people.same(s.one).get(s.other.work) != s.other
    for tie in people.ties:
        assert people.same(tie.one)[tie.other.work] == tie.other
        assert tie.by == ("rule" if tie.because else "reader")
