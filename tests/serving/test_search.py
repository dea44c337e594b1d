"""Search: what a person types, what is found, and an index that follows the store."""

from __future__ import annotations

import pytest

from vanellus.errors import InputError
from vanellus.serving import finding
from vanellus.serving.looking import Index, as_match
from vanellus.storing import open_store


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("talks moscow", '"talks" AND "moscow"'),
        ('"more is" come', '"more is" AND "come"'),
        ("mosc*", '"mosc"*'),
        ("talks -wire", '("talks") NOT ("wire")'),
        ('talks -"quiet wire"', '("talks") NOT ("quiet wire")'),
        ('un"closed', '"unclosed"'),
        ("a OR b NEAR(c)", '"a" AND "OR" AND "b" AND "NEAR(c)"'),
        ("text:x ^y {z}", '"text:x" AND "^y" AND "{z}"'),
    ],
)
def test_what_is_typed_is_never_taken_for_the_language_of_the_index(typed, asked):
    assert as_match(typed) == asked


@pytest.mark.parametrize("typed", ["", "  ", "-", "***", '""', "-wire", "\x00"])
def test_nothing_to_look_for_is_told(typed):
    with pytest.raises(InputError, match="no word to look for"):
        as_match(typed)


def test_passages_are_found_with_their_words_marked_and_their_events(client, asked):
    found = client.get("/search.json?q=meets").json()
    texts = ["".join(piece["text"] for piece in one["pieces"]) for one in found["passages"]]
    assert found["total"] == len(texts) >= 2
    talks = next(one for one in found["passages"] if one["doc_id"] == "talks")
    assert {piece["text"] for piece in talks["pieces"] if piece["hit"]} <= {"meet", "Meetings"}
    event = asked("SELECT event_id FROM reports WHERE doc_id = 'talks' AND status = 'future'")
    assert talks["events"] == [event[0]["event_id"]]
    page = client.get("/search?q=meets").text
    assert "<mark>meet</mark>" in page


def test_pages_of_hits_go_on_and_back_by_key(client):
    whole, after = [], ""
    pages = []
    while True:
        found = client.get(f"/search.json?q=part{after}").json()
        keys = [(one["doc_id"], one["start"]) for one in found["passages"]]
        pages.append(keys)
        whole += keys
        if found["after"] is None:
            break
        after = f"&after={found['after']}"
    assert len(pages) > 1
    assert len(whole) == len(set(whole)) == found["total"]
    back = client.get(f"/search.json?q=part&before={found['before']}").json()
    assert [(one["doc_id"], one["start"]) for one in back["passages"]] == pages[-2]
    text = client.get("/search?q=part").text
    assert 'rel="next"' in text
    assert 'rel="prev"' not in text


@pytest.mark.parametrize("newest", ["", "&newest=1"])
def test_hits_are_narrowed_by_outlet_type_and_days_as_the_counts_say(client, newest):
    found = client.get(f"/search.json?q=FRA{newest}").json()
    assert {row["value"]: row["passages"] for row in found["facets"]["type"]} == {"AID": 6}
    for name, value, total in (
        ("type", "AID", 6), ("type", "ASSAULT", 0), ("outlet", "Northern Post", 6),
        ("outlet", "Quiet Wire", 0), ("since", "2024", 0), ("until", "2023-03", 3),
    ):  # fmt: skip
        narrowed = client.get(f"/search.json?q=FRA{newest}&{name}={value}").json()
        assert narrowed["total"] == len(narrowed["passages"]) == total, (name, value)
    nowhere = client.get("/search?q=FRA&outlet=Quiet+Wire").text
    assert "No passage has all these words under these filters" in nowhere
    assert '<a href="/search?q=FRA">Look everywhere</a>' in nowhere


@pytest.mark.parametrize(
    ("words", "party"), [("Burkina", "BFA"), ("jnm", "JNM"), ("Bamako", "MLI")]
)
def test_actors_of_such_a_name_are_found_too(client, words, party):
    text = client.get("/search", params={"q": words}).text
    assert f'href="/actor/{party}"' in text.split("Passages</h2>")[0]


def test_what_was_searched_for_is_shown_as_it_was_typed_and_harmless(client):
    page = client.get("/search", params={"q": '"><script>x</script>'})
    assert page.status_code == 200
    assert "<script>x" not in page.text
    assert 'value="&#34;&gt;&lt;script&gt;' in page.text


def test_the_index_follows_documents_that_come_change_and_go(tmp_path):
    from fakes import coded

    with open_store(tmp_path / "s.duckdb") as store:
        run = store.begin_run(
            program_version="1", model_digest="m", codebook_digest="c", settings={}
        )
        index = Index(tmp_path / "search.sqlite")
        assert index.find("alpha").total == 0
        store.add([coded("a", text="Alpha one"), coded("b", text="Beta \x02two\x03")], run_id=run)
        index.refresh(store)
        assert [hit.doc_id for hit in index.find("alpha").hits] == ["a"]
        assert index.find("two").hits[0].pieces == [("Beta  ", False), ("two", True), (" ", False)]
        store.add([coded("a", text="Gamma one"), coded("c", text="Alpha three")], run_id=run)
        index.refresh(store)
        assert [hit.doc_id for hit in index.find("alpha").hits] == ["c"]
        assert [hit.doc_id for hit in index.find("gamma").hits] == ["a"]
        assert index.documents() == 3
        with store.transaction() as connection:
            connection.execute("DELETE FROM documents WHERE doc_id = 'c'")
        index.refresh(store)
        assert index.find("alpha").hits == []
        assert index.documents() == 2


def test_an_index_of_another_version_is_made_anew(tmp_path):
    import sqlite3
    from contextlib import closing

    from fakes import coded

    with closing(sqlite3.connect(tmp_path / "search.sqlite")) as old:
        old.execute("CREATE TABLE kept (other TEXT)")
    with open_store(tmp_path / "s.duckdb") as store:
        run = store.begin_run(
            program_version="1", model_digest="m", codebook_digest="c", settings={}
        )
        store.add([coded("a", text="Alpha")], run_id=run)
        index = Index(tmp_path / "search.sqlite")
        index.refresh(store)
    assert index.find("alpha").total == 1


@pytest.mark.parametrize(("ranked", "counted"), [(20_000, 0), (1, 0)])
def test_what_is_found_too_often_is_shown_without_counts_or_ranks(
    client, monkeypatch, ranked, counted
):
    monkeypatch.setattr(finding, "_MOST_RANKED", ranked)
    monkeypatch.setattr(finding, "_MOST_COUNTED", counted)
    answer = client.get("/search?q=part")
    assert answer.status_code == 200
    assert ("the newest are shown, not the best" in answer.text) is (ranked == 1)
    assert "</mark>" in answer.text
