from __future__ import annotations

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from vanellus.coding.labels import MARKERS, SHAPES
from vanellus.coding.tokens import encode, encode_pair
from vanellus.errors import ModelMismatch

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *MARKERS, "mali", "met", "chad", "and", "##an", "nato"]


def tokenizer_of(words: list[str]) -> Tokenizer:
    tokenizer = Tokenizer(WordPiece({w: i for i, w in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


@pytest.fixture
def tokenizer() -> Tokenizer:
    return tokenizer_of(WORDS)


def test_tokens_point_at_their_characters_and_words(tokenizer):
    text = "Malian NATO met"
    encoded = encode(tokenizer, text)
    pieces = [text[a:b] for a, b in encoded.offsets.tolist()]
    assert pieces == ["", "Mali", "an", "NATO", "met", ""]
    assert encoded.words.tolist() == [-1, 0, 0, 1, 2, -1]


def test_pieces_of_a_word_share_its_shape(tokenizer):
    encoded = encode(tokenizer, "NATO met Mali")
    shapes = [SHAPES[i] for i in encoded.shapes]
    assert shapes == ["other", "upper", "lower", "initial", "other"]


def test_a_long_sentence_is_cut_to_the_limit(tokenizer):
    assert len(encode(tokenizer, "met " * 500, limit=128).tokens) == 128


def test_an_empty_sentence_has_only_its_marks(tokenizer):
    assert len(encode(tokenizer, "").tokens) == 2


def test_parties_are_marked_where_they_stand(tokenizer):
    encoded, (actor, recipient) = encode_pair(tokenizer, "mali met chad", (0, 4), (9, 13))
    names = [tokenizer.id_to_token(i) for i in encoded.tokens.tolist()]
    assert names == [
        "[CLS]",
        MARKERS[0],
        "mali",
        MARKERS[1],
        "met",
        MARKERS[2],
        "chad",
        MARKERS[3],
        "[SEP]",
    ]
    assert (names[actor], names[recipient]) == (MARKERS[0], MARKERS[2])


def test_the_recipient_may_stand_first(tokenizer):
    encoded, (actor, recipient) = encode_pair(tokenizer, "mali met chad", (9, 13), (0, 4))
    names = [tokenizer.id_to_token(i) for i in encoded.tokens.tolist()]
    assert (names[actor], names[recipient]) == (MARKERS[0], MARKERS[2])
    assert names[actor + 1] == "chad"


def test_a_long_sentence_is_cut_around_the_parties(tokenizer):
    text = "and " * 300 + "mali met chad" + " and" * 300
    at = text.index("mali")
    encoded, (actor, recipient) = encode_pair(
        tokenizer, text, (at, at + 4), (at + 9, at + 13), limit=128
    )
    names = [tokenizer.id_to_token(i) for i in encoded.tokens.tolist()]
    assert len(names) <= 128
    assert (names[actor], names[actor + 1]) == (MARKERS[0], "mali")
    assert (names[recipient], names[recipient + 1]) == (MARKERS[2], "chad")


def test_a_vocabulary_without_the_marks_is_refused():
    with pytest.raises(ModelMismatch, match=r"\[CLS\]"):
        encode(tokenizer_of(["[UNK]", "mali"]), "mali")
