import subprocess
import sys

import pytest

from assistant.errors import EmbedderUnavailable
from assistant.retrieval.embedder import EMBEDDED, MINILM, encoder_name, load_embedder
from assistant.retrieval.sentence import SentenceEncoder


def test_none_means_no_encoder():
    assert load_embedder("none") is None
    assert encoder_name(None) == "none"


def test_a_folder_without_safetensors_is_refused(tmp_path):
    (tmp_path / "pytorch_model.bin").write_bytes(b"\x80\x04.")
    with pytest.raises(EmbedderUnavailable, match="safetensors"):
        load_embedder(str(tmp_path))


@pytest.mark.parametrize("name", ["", "nothing", "./missing/folder", "/missing", "a/b/c"])
def test_a_name_that_is_neither_folder_nor_model_is_refused_without_any_download(name):
    with pytest.raises(EmbedderUnavailable):
        load_embedder(name)


def test_a_folder_that_holds_no_model_is_refused_when_first_used(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"not weights")
    encoder = load_embedder(str(tmp_path))
    with pytest.raises(EmbedderUnavailable) as caught:
        encoder.embed_query("bonjour")
    assert "\n" not in str(caught.value)


def test_torch_is_not_imported_by_the_embedded_encoder_nor_before_another_encodes():
    code = (
        "import sys; from assistant.retrieval.embedder import load_embedder;"
        f"load_embedder('{MINILM}'); load_embedder('{EMBEDDED}').embed_query('oui'); sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_last_questions_are_remembered(monkeypatch):
    encoder = SentenceEncoder("x", "x", local=True)
    asked = []
    monkeypatch.setattr(encoder, "embed_documents", lambda texts: [asked.append(texts[0]) or [1.0]])
    for question in ("a", "a", *map(str, range(256)), "255", "a"):
        assert encoder.embed_query(question) == [1.0]
    assert asked == ["a", *map(str, range(256)), "a"]


@pytest.mark.parametrize("name", [EMBEDDED, MINILM])
def test_a_packaged_encoder_gives_unit_vectors_that_carry_meaning(name):
    encoder = load_embedder(name)
    near, far = encoder.embed_documents(["une subvention pour la commune", "la recette du gâteau"])
    query = encoder.embed_query("quelle subvention pour une commune ?")
    assert sum(value * value for value in query) == pytest.approx(1, abs=1e-5)

    def cosine(other):
        return sum(a * b for a, b in zip(query, other, strict=True))

    assert cosine(near) > cosine(far)
