"""Who is let in, and what every answer wears."""

from __future__ import annotations

import logging
import re

import pytest
from here import Served, put, until
from starlette.routing import Route

from fabula.web import app
from fabula.web.guard import FORM_BYTES, SAFETY
from fabula.web.session import ticket

HOSTS = (
    "evil.example",
    "evil.example:{port}",
    "127.0.0.1.evil.example:{port}",
    "127.0.0.1:1",
    "localhost",
    "192.168.1.7:{port}",
    "0.0.0.0:{port}",
    "[::1",
    "127.0.0.1:{port}@evil.example",
)
ORIGINS = (
    "",
    "null",
    "http://evil.example",
    "https://127.0.0.1:{port}",
    "http://127.0.0.1:1",
    "http://127.0.0.1:{port}/x",
    "http://localhost:{port}",
    "http://[",
    "127.0.0.1:{port}",
)
COOKIES = (
    "",
    "{name}=",
    "{name}=0000",
    "{name}={token}",
    "other={value}",
)
NOWHERE = (
    "/nowhere",
    "/work/99",
    "/work/99/about",
    "/work/99/forget",
    "/work/x",
    "/work/-1/about",
    "/work/1e3/about",
    "/work/999999999999/about",
    "/work/" + "9" * 5000 + "/about",
    "/work/١/about",
    "/work/%00/about",
    "/work/1%2F..%2F/about",
    "/added/7",
    "//evil.example/",
    "/static/app.py",
    "/static/../app.py",
    "/static/%2e%2e/app.py",
    "/static/..%2fapp.py",
    "/static//etc/passwd",
    "/static/%2fetc%2fpasswd",
    "/static/..%5capp.py",
    "/static/%00",
    "/enter",
    "/%ff%fe",
)
STORY = "“You are late,” said Mara Venn.\n\nTom Hale shut the door."
TRACES = re.compile(r"Traceback|\.py\"|line \d+|Exception")


def plain(answer, *statuses: int) -> str:
    """The words of a page that says what is wrong, and shows nothing of how it is made."""
    assert answer.status_code in statuses, (answer.status_code, answer.text[:300])
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert not TRACES.search(answer.text)
    for name, value in SAFETY.items():
        assert answer.headers[name] == value
    said = re.search(r"<h1>.+?</h1>\s*<p>(.+?)</p>", answer.text, re.DOTALL)
    assert said
    return said[1]


@pytest.fixture(scope="module")
def ferry(served: Served) -> int:
    return put(served.library, STORY, title="The Ferry").id


def test_the_printed_address_opens_the_library(served) -> None:
    """Its token is changed for a cookie that no script sees and no other site sends, and goes from
    the address; every answer wears its safety."""
    first = served.get(f"/?token={served.door.token}", cookie="")
    assert (first.status_code, first.headers["location"]) == (303, "/")
    cookie = first.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert served.door.token not in cookie
    page = served.get("/", cookie=cookie.split(";")[0])
    assert page.status_code == 200
    assert {name: page.headers[name] for name in SAFETY} == SAFETY
    assert page.headers["cache-control"] == "no-store"


def test_a_ticket_opens_once(served) -> None:
    """What the browser is started with opens the library once: others may have seen it."""
    once = ticket(served.door.token)
    assert served.get(f"/?token={once}", cookie="").status_code == 303
    assert served.get(f"/?token={once}", cookie="").status_code == 403
    assert served.get(f"/?token={ticket('guessed')}", cookie="").status_code == 403


@pytest.mark.parametrize(
    "cookie", ["", "{name}=", "{name}=0000", "{name}={token}", "other={value}"]
)
def test_without_the_cookie_nothing_is_shown(served, ferry, cookie) -> None:
    """No cookie, a guessed one, the token in its place or another server's: the page says how to
    come in, and nothing of the library."""
    door = served.door
    said = cookie.format(name=door.cookie_name, token=door.token, value=door.cookie)
    for path in ("/", f"/work/{ferry}/about", "/search?q=door", "/notes.md", "/nowhere"):
        answer = served.get(path, cookie=said)
        assert "address that Fabula printed" in plain(answer, 403)
        assert "Ferry" not in answer.text
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("token", ["", "x", "0" * 40, "é", "%00", "a" * 5000])
def test_a_wrong_token_opens_nothing(served, token) -> None:
    """A guess, an empty one, or a very long one is refused."""
    plain(served.get(f"/?token={token}", cookie=""), 403)


@pytest.mark.parametrize("host", HOSTS)
def test_another_name_is_not_answered(served, host) -> None:
    """A name that leads here and is not ours (DNS rebinding) gets no page, cookie or not."""
    said = plain(served.get("/", host=host.format(port=served.door.port)), 421)
    assert "its own address" in said


def test_this_machine_has_three_names(served) -> None:
    """127.0.0.1, localhost and ::1 are this machine."""
    port = served.door.port
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}", f"[::1]:{port}"):
        assert served.get("/", host=host).status_code == 200


@pytest.mark.parametrize("origin", ORIGINS)
def test_only_our_own_pages_change_something(served, ferry, origin) -> None:
    """A form sent from another page, or from none that is told, changes nothing, though cookie and
    token are right."""
    said = {"origin": origin.format(port=served.door.port)}
    answer = served.post(f"/work/{ferry}/forget", headers=said)
    assert "nothing was done" in plain(answer, 403)
    assert served.library.work(ferry)


@pytest.mark.parametrize("token", ["", "x", "é", "0" * 40])
@pytest.mark.parametrize("place", ["form", "header"])
def test_every_change_carries_its_token(served, ferry, token, place) -> None:
    """Without the token that our forms carry, in the form or in a header, nothing is changed."""
    form = {"csrf": token if place == "form" else ""}
    headers = {"x-csrf-token": token if place == "header" and token.isascii() else ""}
    answer = served.post(f"/work/{ferry}/forget", form, headers=headers)
    assert "out of date" in plain(answer, 403)
    assert served.library.work(ferry)


def test_no_address_changes_anything_without_a_token() -> None:
    """Every address that can be posted to asks for the token first, but the one that asks for the
    password; none of them can be read by chance."""
    posted = {r.path for r in app.routes() if isinstance(r, Route) and "POST" in (r.methods or ())}
    assert posted == {path for path, _ in (*app.WRITES, *app.STRANGERS)}
    assert [path for path, _ in app.STRANGERS] == ["/enter"]


def test_all_that_is_posted_to_refuses_a_stranger(served) -> None:
    """Each of these addresses, asked with the cookie and without the token, does nothing."""
    for path, _ in app.WRITES:
        asked = re.sub(r"\{[^}]*\}", "1", path)
        assert served.ask("POST", asked, data={"x": "y"}).status_code == 403


@pytest.mark.parametrize(("site", "mode"), [("cross-site", "no-cors"), ("same-site", "cors")])
def test_another_page_loads_nothing_of_ours(served, site, mode) -> None:
    """What a page of another site, or of another port, takes for a picture or a script is refused,
    the open files too."""
    headers = {"sec-fetch-site": site, "sec-fetch-mode": mode}
    for path in ("/", "/static/icon.svg"):
        plain(served.ask("GET", path, headers), 403)
    assert served.ask("GET", "/", {**headers, "sec-fetch-mode": "navigate"}).status_code == 200


def test_what_is_too_large_is_refused(served) -> None:
    """A form larger than any of ours is refused before it is read, whatever it says of its size."""
    large = b"csrf=" + b"x" * (FORM_BYTES + 10)
    answer = served.ask("POST", "/settings", content=large)
    assert "too large" in plain(answer, 413)
    pieces = (large[i : i + 65_536] for i in range(0, len(large), 65_536))
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert "too large" in plain(served.ask("POST", "/settings", kind, content=pieces), 413)


@pytest.mark.parametrize("path", NOWHERE)
def test_an_address_that_leads_nowhere_says_so(served, path) -> None:
    """A forged path, id or file name gets a plain page, and nothing that is not ours to show."""
    answer = served.get(path)
    plain(answer, 404)
    assert "import annotations" not in answer.text


@pytest.mark.parametrize("number", ["-1", "x", "1.5", "١", "9" * 40, "0x10", "", "1 "])
def test_a_number_that_is_none_is_told(served, ferry, number) -> None:
    """A forged place in an address is a mistake that the page names."""
    answer = served.ask("GET", f"/work/{ferry}/report", params={"page": number})
    assert "whole number" in plain(answer, 400)


def test_methods_that_no_page_has_are_refused(served) -> None:
    """PUT, DELETE, TRACE and a POST to a page that only shows."""
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        plain(served.ask(method, "/"), 405)
    plain(served.post("/"), 405)


def test_our_own_mistake_is_told_without_its_trace(served, monkeypatch, caplog) -> None:
    """When Fabula itself fails, the page says so and no more; its terminal has the rest."""

    def fails() -> None:
        raise RuntimeError("secret of the house")

    monkeypatch.setattr(served.library, "works", fails)
    monkeypatch.setattr(logging.getLogger("uvicorn.error"), "handlers", [caplog.handler])
    answer = served.get("/")
    assert "own mistake" in plain(answer, 500)
    assert "secret" not in answer.text
    until(lambda: "secret of the house" in caplog.text)  # told once the page is sent


def test_files_are_sent_once(served) -> None:
    """A style sheet that the browser has already is not sent again."""
    first = served.get("/static/icon.svg")
    again = served.ask("GET", "/static/icon.svg", {"if-none-match": first.headers["etag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
