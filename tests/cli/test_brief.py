"""`vanellus brief` writes pages and pictures by the ending of the file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from vanellus.storing import open_store

sys.path.insert(0, str(Path(__file__).parents[1] / "briefing"))
from told_store import fill_told


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("brief") / "s.duckdb"
    with open_store(path) as store:
        fill_told(store, events=80)
    return path


@pytest.fixture
def run(capsys, monkeypatch, path):
    from vanellus.__main__ import main

    def run(*arguments):
        given = ["vanellus", "brief", *map(str, arguments), "--store", str(path)]
        monkeypatch.setattr(sys, "argv", given)
        with pytest.raises(SystemExit) as ending:
            main()
        return ending.value.code or 0, capsys.readouterr().err

    return run


def test_a_page_is_written(run, tmp_path):
    out = tmp_path / "b.html"
    assert run("MLI", "NER", "--with", "RUS", "--since", "2022", "-o", out) == (0, "")
    text = out.read_text(encoding="utf-8")
    assert "<h1>MLI and NER with RUS, since 2022</h1>" in text
    assert list(tmp_path.iterdir()) == [out]


def test_markdown_has_its_charts_beside_it(run, tmp_path):
    status, said = run("MLI", "-o", tmp_path / "b.md")
    assert status == 0
    text = (tmp_path / "b.md").read_text(encoding="utf-8")
    pictures = [each.name for each in tmp_path.glob("*.svg")]
    assert pictures
    assert all(f"]({name})" in text and name in said for name in pictures)


def test_charts_of_an_earlier_brief_are_written_anew_and_other_files_left_alone(run, tmp_path):
    for name in ("b-engagement.svg", "b-mine.svg", "other-engagement.svg", "b.html"):
        (tmp_path / name).write_text("of old", encoding="utf-8")
    assert run("MLI", "-o", tmp_path / "b.md")[0] == 0
    assert (tmp_path / "b-engagement.svg").read_bytes().startswith(b"<svg")
    for name in ("b-mine.svg", "other-engagement.svg", "b.html"):
        assert (tmp_path / name).read_text(encoding="utf-8") == "of old"


def test_help_names_the_charts_beside_a_brief(capsys, monkeypatch):
    from vanellus.__main__ import main

    monkeypatch.setattr(sys, "argv", ["vanellus", "brief", "--help"])
    with pytest.raises(SystemExit):
        main()
    said = " ".join(capsys.readouterr().out.split())
    assert "x-engagement.svg" in said


@pytest.mark.parametrize(("ending", "head"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_a_chart_is_written_by_its_ending(run, tmp_path, ending, head):
    out = tmp_path / f"c.{ending}"
    assert run("MLI", "--chart", "portfolio", "-o", out)[0] == 0
    assert out.read_bytes().startswith(head)


def test_an_ending_that_does_not_fit_is_refused(run, tmp_path):
    status, said = run("MLI", "-o", tmp_path / "b.pdf")
    assert status == 1
    assert ".html or .md" in said
    status, said = run("MLI", "--chart", "network", "-o", tmp_path / "b.html")
    assert (status, ".svg or .png" in said) == (1, True)


def test_a_chart_of_nothing_is_refused(run, tmp_path):
    status, said = run("KEN", "--chart", "engagement", "-o", tmp_path / "c.svg")
    assert status == 1
    assert "nothing to draw" in said
    assert not list(tmp_path.iterdir())


def test_a_day_that_is_none_is_refused(run, tmp_path):
    status, said = run("MLI", "--since", "2022-13", "-o", tmp_path / "b.html")
    assert status == 1
    assert "--since" in said
