from assistant.retrieval.retriever import PassageRetriever
from assistant.retrieval.snapshot import build, open_snapshot


def test_passages_come_as_langchain_documents(tiny_corpus, tmp_path):
    build(tiny_corpus, tmp_path / "index", None)
    snapshot = open_snapshot(tmp_path / "index", None)
    found = PassageRetriever(snapshot=snapshot, k=2).invoke("quand déposer le dossier ?")
    hits = snapshot.search("quand déposer le dossier ?", 2)
    assert [document.page_content for document in found] == [hit.passage.text for hit in hits]
    assert found[0].metadata == {
        "document": "circulaire",
        "passage": hits[0].passage.id,
        "page": 1,
        "score": hits[0].score,
    }
