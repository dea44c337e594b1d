"""A table that breaks its own rules is refused, with the place and a hint."""

import shutil
from importlib.resources import files

import pytest

from vanellus.errors import CodebookError
from vanellus.ontology import Codebook
from vanellus.ontology.codebook import FILES


@pytest.fixture
def folder(tmp_path):
    for name in FILES:
        shutil.copy(str(files("vanellus.ontology") / name), tmp_path / name)
    return tmp_path


def test_an_unbroken_copy_is_the_same_codebook(folder):
    assert Codebook.read(folder).digest == Codebook.default().digest


def test_line_ends_do_not_change_the_digest_and_words_do(folder):
    page = folder / "sectors.toml"
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    assert Codebook.read(folder).digest == Codebook.default().digest
    page.write_bytes(page.read_bytes().replace(b"Secret", b"Hidden"))
    assert Codebook.read(folder).digest != Codebook.default().digest


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("plover.toml", "quad = 2", "quad = 5", "types.COOPERATE: 'quad' is 5; it should be 1"),
        ("plover.toml", "score = 9.5", "score = 95", "'score' is 95; it should be a number from"),
        ("plover.toml", "score = 9.5", "", "types.COOPERATE: 'score' is None"),
        ("plover.toml", 'AID = "AGREE"', 'AID = "AGRE"', "'AGRE'; did you mean 'AGREE'?"),
        ("plover.toml", "recipient_required", "recipient_requird", "mean 'recipient_required'?"),
        ("plover.toml", 'context = "cyber"', 'context = "cybr"', "did you mean 'cyber'?"),
        ("plover.toml", "[statuses]", "[status]", "the section 'statuses' is missing"),
        ("plover.toml", "[quads]", "[quads", "is no valid TOML"),
        ("plover.toml", "score = 4.0, definition", "score = 4.0, meaning", "unknown field"),
        ("contexts.toml", "military = ", "military = 3 # ", "'military' needs a definition"),
        ("contexts.toml", "culture_education", "cyber", "'cyber' stands in both sections"),
        ("sectors.toml", "COP = ", "COPS = ", "sectors.COPS: a code has three capital letters"),
        ("sectors.toml", "[international]", "[internat]", "'international' is missing"),
        ("pillars.toml", 'pillar = "security"', 'pillar = "safety"', "unknown pillar 'safety'"),
        ("pillars.toml", '"MOBILIZE"]', '"MOBILISE"]', "did you mean 'MOBILIZE'?"),
        ("pillars.toml", '["resign"]', '["resigns"]', "'resigns'; did you mean 'resign'?"),
        ("pillars.toml", '"peacekeeping"]', '"peace-keeping"]', "did you mean 'peacekeeping'?"),
        ("pillars.toml", 'types = ["COOPERATE"]', 'types = ["AID"]', "no rule gives COOPERATE"),
        ("cameo.csv", "041,CONSULT,phone", "041,CONSULT,fone", "041: unknown mode of CONSULT"),
        ("cameo.csv", "041,CONSULT", "041,CONSLT", "'CONSLT'; did you mean 'CONSULT'?"),
        ("cameo.csv", "064,COOPERATE,,intell", "064,COOPERATE,,intel", "mean 'intelligence'?"),
        ("cameo.csv", "041,CONSULT", "41,CONSULT", "'41' is no CAMEO code"),
        ("cameo.csv", "041,CONSULT", "040,CONSULT", "040 stands twice"),
        ("cameo.csv", "swap", "swop", "the header is"),
        ("cameo.csv", ",yes,", ",y,", "043: 'swap' is 'y'"),
        ("cameo.csv", "041,CONSULT", "041,CONSULT,x", "8 cells where the header has 7"),
        ("plover_to_cameo.csv", ",,,030", ",,,3", "AGREE: unknown CAMEO code '3'"),
        ("plover_to_cameo.csv", "CONSULT,phone,,041\n", "", "no code for CONSULT phone"),
    ],
)
def test_a_broken_table_is_refused_with_a_hint(folder, file, old, new, problem):
    page = folder / file
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        Codebook.read(folder)
    assert caught.value.file == file
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("plover.toml", 'AID = "AGREE"', 'AID = "AGRE"'),
        ("plover.toml", "score = 5.0", "score = 50"),
        ("plover.toml", "visit = { score = 4.0", "visit = { score = 40"),
        ("plover.toml", "quad = 4\nscore = -7.0", "quad = 14\nscore = -7.0"),
        ("sectors.toml", 'SPY = { name = "', 'SPY = { nam = "'),
        ("pillars.toml", 'contexts = ["crime", ', 'contexts = ["crimes", '),
        ("pillars.toml", 'pillar = "cultural"', 'pillar = "culture"'),
        ("pillars.toml", '["resign"]', '["resigns"]'),
        ("cameo.csv", "041,CONSULT,phone", "041,CONSULT,fone"),
    ],
)
def test_the_line_of_the_fault_is_told(folder, file, old, new):
    page = folder / file
    text = page.read_text(encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    page.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        Codebook.read(folder)
    assert caught.value.line == line


def test_a_missing_file_is_named(folder):
    (folder / "sectors.toml").unlink()
    with pytest.raises(CodebookError, match=r"sectors\.toml: is missing"):
        Codebook.read(folder)


def test_a_file_that_is_not_utf8_is_named(folder):
    (folder / "contexts.toml").write_bytes(b"[contexts]\nmilitary = '\xff'\n")
    with pytest.raises(CodebookError, match=r"contexts\.toml: is not UTF-8"):
        Codebook.read(folder)
