"""Who is let in, and what every answer tells the browser."""

from __future__ import annotations

import pytest

TOKEN = "a-long-enough-token"


@pytest.fixture(scope="module")
def closed(store_path):
    """A browser before an app that asks for a token."""
    from starlette.testclient import TestClient

    from vanellus.serving import create_app

    made = create_app(store_path, token=TOKEN)
    with TestClient(made, follow_redirects=False, base_url="http://10.0.0.7:8000") as client:
        yield client


@pytest.mark.parametrize(
    "address", ["/", "/events", "/events.csv", "/nowhere", "/static/style.css", "/robots.txt"]
)
def test_every_answer_forbids_what_is_not_ours(client, address):
    answer = client.get(address)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200), ("localhost", 200), ("[::1]:8000", 200), ("evil.example", 400),
        ("localhost.evil.example", 400), ("127.0.0.1.evil.example:8000", 400), ("", 400),
    ],
)  # fmt: skip
def test_without_a_token_only_this_machines_names_are_answered(client, host, status):
    assert client.get("/about", headers={"host": host}).status_code == status


def test_without_the_token_nothing_is_shown_but_where_to_enter_it(closed):
    for address in ("/", "/events", "/events.json", "/nowhere", "/search?q=met"):
        answer = closed.get(address)
        assert answer.status_code == 401
        assert "MLI" not in answer.text
    assert 'name="token"' in closed.get("/").text
    assert closed.get("/static/style.css").status_code == 200


def test_a_wrong_token_is_refused_and_the_right_one_kept_in_a_closed_cookie(closed):
    wrong = closed.post("/enter", data={"token": "guess"})
    assert wrong.status_code == 401
    assert "set-cookie" not in wrong.headers
    assert closed.post("/enter", content=b"token=" + b"x" * 5000).status_code == 413
    right = closed.post("/enter", data={"token": TOKEN})
    assert (right.status_code, right.headers["location"]) == (303, "/")
    cookie = right.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert closed.get("/about").status_code == 200
    closed.cookies.clear()
    assert closed.get("/about").status_code == 401
    machine = {"authorization": f"Bearer {TOKEN}"}
    assert closed.get("/events.json", headers=machine).status_code == 200
    assert closed.get("/events.json", headers={"authorization": b"Bearer \xe9"}).status_code == 401
