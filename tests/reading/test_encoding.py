from __future__ import annotations

import pytest

from vanellus.reading.draft import LeftOut
from vanellus.reading.encoding import decode
from vanellus.records import DropReason

SENTENCE = "Le président Kaboré a été libéré à Ouagadougou."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "latin-1"]
)
def test_the_text_is_found_in_whatever_encoding(encoding):
    assert decode(SENTENCE.encode(encoding), where="x") == SENTENCE


def test_utf8_is_read_as_such_even_if_latin1_is_declared():
    assert decode(SENTENCE.encode(), where="x", declared="iso-8859-1") == SENTENCE


def test_a_declared_encoding_is_used_where_the_bytes_are_no_utf8():
    russian = "Министр прибыл в Москву. "
    assert decode(russian.encode("koi8-r"), where="x", declared="koi8-r") == russian


def test_a_page_may_declare_its_encoding_itself():
    page = '<html><meta charset="windows-1251"><p>Министр прибыл в Москву.</p>'
    assert decode(page.encode("cp1251"), where="x") == page


def test_a_false_declaration_of_utf8_falls_back_to_windows_1252():
    assert (
        decode("the “Kaboré” file".encode("cp1252"), where="x", declared="utf-8")
        == "the “Kaboré” file"
    )


def test_an_undeclared_foreign_encoding_is_guessed_from_its_letters():
    russian = "Министр иностранных дел прибыл в Москву на переговоры с делегацией. " * 8
    assert decode(russian.encode("cp1251"), where="x") == russian


def test_text_cut_off_inside_a_letter_loses_only_that_letter():
    assert decode("Goïta and Kaboré".encode()[:-1], where="x") == "Goïta and Kabor"


@pytest.mark.parametrize("declared", ["no-such-encoding", "rot13", "hex", "zlib", "idna", ""])
def test_a_nonsense_declaration_does_no_harm(declared):
    assert decode("Kaboré".encode("cp1252"), where="x", declared=declared) == "Kaboré"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"words\0and\0zeros", "no text"),
        (bytes(range(32)) * 20, "no text"),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_what_they_are(data, said):
    with pytest.raises(LeftOut, match=said) as caught:
        decode(data, where="a.bin")
    assert caught.value.reason is DropReason.BINARY
    assert str(caught.value).startswith("a.bin: ")
