import numpy as np
import pytest

from assistant.domain import Passage, Run
from assistant.ingestion.sentences import sentences
from assistant.retrieval import settling
from assistant.retrieval.interaction import Pieces
from assistant.retrieval.settler import Settler
from assistant.retrieval.settling import Kept, Settling, stretches

LONG = " ".join(f"La {n}e phrase de ce paragraphe dit une chose qui n’a rien à voir avec le délai." for n in range(20))


def passage(text, number=1, headings=()):
    return Passage(f"doc/p1-{number}", "doc", text, (Run(0, 1, 0, len(text)),), headings, sentences(text))


class Counting:
    """Reads a text as its length, notes what it read; the question settles the passage of the nearest length."""

    def __init__(self):
        self.seen = []

    def question(self, text):
        return self._pieces(text)

    def passages(self, texts):
        self.seen += texts
        return [self._pieces(text) for text in texts]

    def settled(self, question, passages):
        return [-abs(len(question.each) - len(each.each)) for each in passages]

    @staticmethod
    def _pieces(text):
        return Pieces(np.full((len(text), 128), 1, np.int8), np.full(384, len(text), np.float32))


@pytest.fixture
def passages():
    return [passage("Le taux est de 80 %.", 1, ("Financement",)), passage("Le dépôt se fait par courriel.", 2)]


def test_a_short_passage_is_read_whole():
    assert stretches(passage("Le taux est de 80 %. Il est fixe.")) == [(0, 33)]


def test_a_long_passage_is_cut_at_ends_of_sentences_and_nothing_is_lost():
    spans = stretches(passage(LONG))
    assert len(spans) > 1
    assert [LONG[a:b].strip()[-1] for a, b in spans] == ["."] * len(spans)
    assert " ".join(LONG[a:b] for a, b in spans) == LONG
    assert all(b - a <= settling.LONGEST for a, b in spans)


def test_a_sentence_longer_than_a_stretch_is_kept_in_one_piece():
    text = "Un mot " * 200 + "fin."
    assert stretches(passage(text)) == [(0, len(text))]


def test_passages_are_read_after_their_heading(tmp_path, passages):
    reader = Counting()
    settling.save(tmp_path, passages, reader, {})
    assert reader.seen == ["Financement. Le taux est de 80 %.", "Le dépôt se fait par courriel."]


def test_what_was_read_at_build_time_is_not_read_again(tmp_path, passages):
    settling.save(tmp_path, passages, Counting(), {})
    reader = Counting()
    judged = Settling(reader, passages, Kept.load(tmp_path)).judge("Le dépôt se fait par courriel.", passages)
    assert reader.seen == []
    assert judged[1].score > judged[0].score


def test_a_rebuild_reads_only_what_changed(tmp_path, passages):
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    settling.save(tmp_path / "old", passages, Counting(), {})
    known = Kept.load(tmp_path / "old").known(tmp_path / "old")
    reader = Counting()
    settling.save(tmp_path / "new", [passages[0], passage("Autre chose.", 3)], reader, known)
    assert reader.seen == ["Autre chose."]
    assert (Kept.load(tmp_path / "new")[0].each == Kept.load(tmp_path / "old")[0].each).all()


def test_without_anything_kept_the_passages_found_are_read_on_the_spot(tmp_path, passages):
    assert Kept.load(tmp_path) is None
    reader = Counting()
    Settling(reader, passages, None).judge("Le taux ?", passages[:1])
    assert reader.seen == ["Financement. Le taux est de 80 %."]


def test_the_stretch_that_settles_most_stands_for_its_passage():
    long = passage(LONG)
    wanted = stretches(long)[-1]
    judged = Settling(Counting(), [long], None).judge("x" * (wanted[1] - wanted[0]), [long])
    assert judged[0].span == wanted


@pytest.mark.parametrize(
    ("question", "settles", "does_not"),
    [
        (
            "on a deja signé le devis c trop tard ?",
            "Une commande passée avant l’accusé de réception du dossier rend la dépense irrecevable.",
            "Les dossiers sont déposés en ligne, devis joint.",
        ),
        (
            "jusqu’à quand peut-on déposer ?",
            "Les demandes parvenues après le 30 septembre ne seront pas examinées.",
            "Le dépôt se fait par courriel à la sous-préfecture.",
        ),
    ],
)
def test_the_shipped_reader_prefers_the_passage_that_settles(question, settles, does_not):
    judged = Settling(Settler(), [], None).judge(question, [passage(settles), passage(does_not)])
    assert judged[0].score > judged[1].score
