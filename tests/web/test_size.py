"""The widget stays small, whoever adds to it: a mayor loads it on a telephone before knowing what it is."""

from scripts.web_budget.sizes import MOST, sizes


def test_the_widget_weighs_25_kb_gzipped_at_most_in_all():
    found = sizes()
    assert "v1.js" in found
    assert sum(each.gzipped for each in found.values()) <= MOST, found


def test_the_service_sends_it_compressed_without_help(client):
    plain, sent = (client.get("/widget/style.js", headers={"accept-encoding": each}) for each in ("identity", "gzip"))
    assert sent.headers["content-encoding"] == "gzip" and sent.text == plain.text
    assert int(sent.headers["content-length"]) < len(plain.content) / 2
    assert "accept-encoding" in sent.headers["vary"].lower()
