"""The texts that the reader learns from."""

import pytest

from scripts.reader.families import families, stretch_of


@pytest.fixture(scope="module")
def documents():
    return list(families())


def test_every_label_points_to_a_paragraph_and_its_words_stand_there(documents):
    for document in documents:
        for question, label in document.asked:
            if label.place is not None:
                assert 0 <= label.place < len(document.paragraphs), (document.family, question)
            if label.words:
                assert stretch_of(document.read(label.place), label.words), (document.family, question, label.words)


def test_a_question_alone_does_not_tell_whether_it_has_an_answer(documents):
    settled = {}
    for document in documents:
        for question, label in document.asked:
            settled.setdefault((document.family, question), set()).add(bool(label.words))
    both = sum(len(kinds) == 2 for kinds in settled.values())
    assert both > 0.8 * len(settled)


def test_a_line_that_cannot_be_read_is_named_with_its_place(tmp_path):
    (tmp_path / "a.txt").write_text("## A: titre\n[1] Un paragraphe.\n## Q\nQuand ? || peut-être\n", "utf-8")
    with pytest.raises(ValueError, match=r"a\.txt:4"):
        list(families(tmp_path))
