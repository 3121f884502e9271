"""Other doors than this machine's own: behind a password, for reading only."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from here import Served, open_library, put
from test_guard import plain

from fabula.errors import FabulaError
from fabula.web import serving
from fabula.web.password import FREE, Password

STORY = "“You are late,” said Mara Venn."
WORDS = "a ferry in the rain"


@pytest.fixture(scope="module")
def locked(tmp_path_factory) -> Iterator[Served]:
    """A library behind a password."""
    folder, door = tmp_path_factory.mktemp("library"), {"password": Password(WORDS)}
    with open_library(folder) as library, Served(library, hosts=("shelf.local",), **door) as served:
        put(library, STORY, title="The Ferry")
        yield served


def test_beyond_this_machine_only_with_a_password() -> None:
    """Nothing is served to others without one, and one of seven characters is none."""
    with serving.listening("127.0.0.1", 0) as sock:
        for host in ("0.0.0.0", "::", "192.168.1.7", "shelf.local", ""):
            with pytest.raises(FabulaError, match="--password"):
                serving.door_of(sock, host, None, False)
        with pytest.raises(FabulaError, match="at least 8"):
            serving.door_of(sock, "0.0.0.0", "7 signs", False)
        assert serving.door_of(sock, "0.0.0.0", WORDS, False).password
        for host in ("127.0.0.1", "localhost", "::1"):
            assert serving.door_of(sock, host, None, False).password is None


def test_others_give_the_password(locked) -> None:
    """Without the cookie every page leads to the door; the right password opens it."""
    asked = locked.get("/", cookie="")
    assert (asked.status_code, asked.headers["location"]) == (303, "/enter")
    assert 'type="password"' in locked.get("/enter", cookie="").text
    wrong = locked.ask("POST", "/enter", {"cookie": ""}, data={"password": "a boat"})
    assert wrong.status_code == 403
    assert "That is not the password" in wrong.text
    assert "set-cookie" not in wrong.headers
    right = locked.ask("POST", "/enter", {"cookie": ""}, data={"password": WORDS})
    cookie = right.headers["set-cookie"].split(";")[0]
    assert "The Ferry" in locked.get("/", cookie=cookie).text


def test_a_password_is_not_given_by_another_page(locked) -> None:
    """A form of another site cannot try passwords through a reader's browser."""
    headers = {"cookie": "", "origin": "http://evil.example"}
    answer = locked.ask("POST", "/enter", headers, data={"password": WORDS})
    plain(answer, 403)
    assert "set-cookie" not in answer.headers


def test_waiting_grows_and_ends() -> None:
    """Each wrong password doubles the wait, of that address alone; the right one ends it."""
    now = [0.0]
    password = Password(WORDS, clock=lambda: now[0])
    waits = []
    for _ in range(FREE + 3):
        now[0] += password.wait("a")
        assert not password.admits("wrong", "a")
        waits.append(password.wait("a"))
    assert waits == [0, 0, 0, 1, 2, 4, 8]
    assert not password.admits(WORDS, "a")
    assert password.admits(WORDS, "b")
    now[0] += 8
    assert password.admits(WORDS, "a")
    assert password.wait("a") == 0


def test_the_machines_numbers_are_its_names_behind_a_password(locked) -> None:
    """A number cannot be made to lead here by another site, a name can; the name it was given is
    ours too."""
    port = locked.door.port
    for host in (f"192.168.1.7:{port}", f"[fe80::1]:{port}", f"shelf.local:{port}"):
        assert locked.get("/", host=host).status_code == 200
    for host in (f"evil.example:{port}", "192.168.1.7", "192.168.1.7:1", f"1.2.3.4.example:{port}"):
        plain(locked.get("/", host=host), 421)


def test_others_are_not_told_where_the_library_lies(locked) -> None:
    """The settings page names the library's file to its owner alone."""
    assert "library.sqlite" not in locked.get("/settings").text


def test_guessing_is_slow(locked) -> None:
    """After a few wrong passwords an address has to wait, whatever it says of where it comes from,
    and then even the right one is not looked at."""
    for n in range(FREE):
        headers = {"cookie": "", "x-forwarded-for": f"10.0.0.{n}"}
        locked.ask("POST", "/enter", headers, data={"password": f"guess {n}"})
    headers = {"cookie": "", "x-forwarded-for": "10.9.9.9"}
    answer = locked.ask("POST", "/enter", headers, data={"password": WORDS})
    assert "try again in" in plain(answer, 429)
    assert int(answer.headers["retry-after"]) >= 1
    assert locked.get("/").status_code == 200  # whoever is in stays in


def test_a_library_for_reading_only_cannot_be_changed(tmp_path) -> None:
    """Everything can be read, nothing added, forgotten or noted, and no page offers it; how pages
    look is still the reader's choice."""
    with open_library(tmp_path) as library, Served(library, read_only=True) as served:
        work = put(library, STORY, title="The Ferry").id
        for path in ("/add", f"/work/{work}/forget", "/notes/remove", f"/work/{work}/position"):
            assert "reading only" in plain(served.post(path), 403)
        for path in ("/", f"/work/{work}/about", "/notes"):
            page = served.get(path)
            assert page.status_code == 200
            assert '<form method="post"' not in page.text
        assert "Forget" not in served.get(f"/work/{work}/about").text
        assert served.post("/settings", {"theme": "dark"}).status_code == 303
        assert library.work(work).read_to == 0  # and nothing is read in the background
