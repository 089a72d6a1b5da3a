import random

import numpy as np
import pytest

from assistant.retrieval import rankings
from assistant.retrieval.embedder import encoder_name
from assistant.retrieval.faiss_store import FaissStore
from assistant.retrieval.manifest import FORMAT, Manifest
from assistant.retrieval.rankings import FIELDS, Rankings, weights_of

VERSION = "0123456789ab"
WORDS = (
    *("subvention", "commune", "dossier", "taux", "dépense", "logiciel", "élu", "préfecture", "formation", "projet"),
    *("matériel", "délai", "demande", "raccordement", "service", "usager", "département", "budget", "équipe"),
    *("annexe", "critère", "montant", "enveloppe", "versement"),
)
QUESTIONS = [
    "taux de subvention",
    "subvantion comune",
    "le dossier de la commune",
    "zzzz",
    "matériel",
    "élu projet délai",
]


def texts(count, seed=2):
    drawn = random.Random(seed)
    headings = [" ".join(drawn.choices(WORDS, k=2)) for _ in range(max(1, count // 5))]
    chosen = [drawn.choice(headings) for _ in range(count)]
    return {
        "heading": chosen,
        "whole": [f"{heading}\n{' '.join(drawn.choices(WORDS, k=12))} {drawn.random():.6f}" for heading in chosen],
    }


@pytest.fixture
def opened(tmp_path, make_encoder):
    def open_(fields, encoder=None, store=None, name="index"):
        store = store or FaissStore()
        (tmp_path / name).mkdir()
        told = rankings.save(tmp_path / name, VERSION, fields, encoder, store, {})
        manifest = Manifest(FORMAT, VERSION, encoder_name(encoder), "", {}, store.name, {}, told)
        return Rankings.load(tmp_path / name, manifest, store)

    return open_


def standardised(scores):
    return np.zeros(len(scores)) if scores.std() < 1e-6 else (scores - scores.mean()) / scores.std()


def all_sorted(found, fields, encoder, query, k):
    """What the search was before there were candidates: every score of every searcher, sorted."""
    distinct = len(set(fields["heading"])) / len(fields["heading"])
    scores = {
        "lexical": [found._lexical[name].scores(query) for name in FIELDS],
        "letters": [found._letters[name].scores(query) for name in FIELDS],
    }
    if encoder is not None:
        vector = np.array(encoder.embed_query(query))
        vector /= np.linalg.norm(vector) or 1
        tables = {name: [np.array(encoder.embed_query(text)) for text in fields[name]] for name in FIELDS}
        scores["dense"] = [np.array([row @ vector / np.linalg.norm(row) for row in tables[name]]) for name in FIELDS]
    weights = weights_of(distinct, encoder_name(encoder))
    fused = sum(w * standardised(s) for name in scores for w, s in zip(weights[name], scores[name], strict=True))
    heard = np.any([s > 0 for fields_ in scores.values() for s in fields_], axis=0)
    order = [at for at in np.argsort(-fused, kind="stable") if heard[at]]
    return order[:k], fused


@pytest.mark.parametrize("query", QUESTIONS)
@pytest.mark.parametrize("with_encoder", [False, True])
def test_a_small_corpus_is_ranked_as_by_sorting_every_score(opened, make_encoder, query, with_encoder):
    encoder = make_encoder() if with_encoder else None
    fields = texts(300)
    found = opened(fields, encoder)
    expected, fused = all_sorted(found, fields, encoder, query, 50)
    places = found.find(query, encoder.embed_query(query) if encoder else None, 50)
    scores = np.array([place.score for place in places])
    assert scores == pytest.approx(fused[expected], abs=1e-4)
    apart = np.abs(np.diff(fused[expected], append=-np.inf)) > 1e-4
    apart &= np.abs(np.diff(fused[expected], prepend=np.inf)) > 1e-4
    assert np.array([place.at for place in places])[apart].tolist() == np.array(expected)[apart].tolist()


def test_ranks_are_those_of_a_full_sort(opened):
    fields = texts(300)
    found = opened(fields)
    places = found.find("taux de subvention", None, 300)
    for name in ("lexical", "letters"):
        ranks = [place.ranks[name] for place in places if name in place.ranks]
        assert sorted(ranks) == list(range(1, len(ranks) + 1))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["flat", "ivf"])
def test_candidates_are_ranked_nearly_as_all_passages_are(opened, make_encoder, monkeypatch, kind):
    encoder = make_encoder()
    fields = texts(3_000)
    exact = opened(fields, encoder, name="exact")
    monkeypatch.setattr(rankings, "WHOLE", 1_000)
    store = {"flat": FaissStore(), "ivf": FaissStore(500)}[kind]
    pruned = opened(fields, encoder, store, name="pruned")
    shared, drawn = 0, random.Random(9)
    for _ in range(20):
        query = " ".join(drawn.choices(WORDS, k=4))
        vector = encoder.embed_query(query)
        expected, found = exact.find(query, vector, 10), pruned.find(query, vector, 10)
        shared += len({place.at for place in expected} & {place.at for place in found})
        scores = {place.at: place.score for place in expected}
        for place in found:
            if place.at in scores:
                assert place.score == pytest.approx(scores[place.at], rel=0.05)
    assert shared >= 0.95 * 200


def test_as_many_passages_as_asked_are_found_among_candidates(opened, monkeypatch):
    monkeypatch.setattr(rankings, "WHOLE", 100)
    assert len(opened(texts(2_000)).find("subvention taux", None, 400)) == 400


def test_a_question_of_unknown_words_finds_nothing_among_candidates_either(opened, monkeypatch):
    monkeypatch.setattr(rankings, "WHOLE", 100)
    found = opened(texts(2_000))
    assert found.find("ZZZZ ???", None, 5) == []
    assert found.find("漢字", None, 5) == []
