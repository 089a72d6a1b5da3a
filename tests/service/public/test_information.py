"""What the service says of itself is true of it, and reached from every page."""

import pytest

from assistant.records import evaluations
from assistant.service.about import About
from tests.conftest import with_a_facet
from tests.service.public.conftest import NOWHERE, asked, text_of
from tests.support.entries import keep
from tests.support.serving import built

ABOUT = About("la préfecture de l’Eure", "dpo@exemple.fr", "https://assistant.exemple.fr")


@pytest.fixture
def settings(tiny_corpus, tmp_path, monkeypatch):
    with_a_facet(tiny_corpus)
    return built(monkeypatch, tiny_corpus, tmp_path / "index")


@pytest.fixture
def told(serve, settings, records):
    service = serve(settings, records=records, about=ABOUT, max_body=65536)
    service.client.headers["accept"] = "text/html"
    return service


def test_every_page_leads_to_how_it_works_and_to_the_statement_of_accessibility(told):
    pages = [told.client.get(address).text for address in ("/", "/documents", "/documents/fiche", "/recu", "/absent")]
    for page in (*pages, asked(told.client)):
        assert (
            'href="/fonctionnement"' in page and 'href="/accessibilite">Accessibilité\u00a0: non conforme</a>' in page
        )
        assert page.count("<h1") == 1


def test_the_statement_of_accessibility_claims_no_more_than_was_assessed(told):
    said = text_of(told.client.get("/accessibilite").text).replace("\u00a0", " ")
    for words in (
        "non conforme", "aucun audit", "la préfecture de l’Eure", "contact@exemple.fr", "Défenseur des droits",
        "ne valent pas un audit", "28 novembre 2026",
    ):  # fmt: skip
        assert words in said
    assert "partiellement" not in said and "totalement" not in said


def test_the_page_on_how_it_works_names_the_documents_and_gives_no_figure_that_was_not_measured(told, records):
    page = told.client.get("/fonctionnement").text
    said = text_of(page).replace("\u00a0", " ")
    assert 'href="/documents/circulaire"' in page and "Fiche de synthèse, et non" in said
    assert "Aucune mesure" in said and "L. 311-3-1" in said and "par leurs mots seulement" in said
    assert "gardés 30 jours" in said
    figures = {"total": 40, "rate": 0.95}
    version = told.holder.current().snapshot.version
    with records.writing() as session:
        evaluations.keep(session, "", "0123456789ab", {}, "", None)
        evaluations.keep(session, "", version, {"answerable": figures, "others": {"total": 7, "rate": 1.0}}, "", None)
    measured = text_of(told.client.get("/fonctionnement").text).replace("\u00a0", " ")
    assert "sur 40 questions de référence" in measured and "95" in measured and "sur 7 questions" in measured


def test_the_notice_names_who_answers_for_the_data(told, serve, settings):
    said = text_of(told.client.get("/confidentialite").text)
    assert "la préfecture de l’Eure" in said and "dpo@exemple.fr" in said and "vous y opposer" in said
    unnamed = text_of(serve(settings).client.get("/confidentialite").text)
    assert "celui de la préfecture" in unnamed


def test_addresses_to_print_are_those_that_people_reach(told):
    assert "https://assistant.exemple.fr/documents/circulaire?v=" in told.client.get("/documents/circulaire").text
    page = asked(told.client, "Quel est le taux maximum de l'aide ?")
    assert '<p class="printed">https://assistant.exemple.fr/documents/circulaire?v=' in page


def test_a_validated_answer_has_an_address_to_share_and_to_print(told, records):
    number = keep(records, "Faut-il un devis ?", "Oui.")
    page = told.client.get(f"/faq/{number}").text
    assert f'href="/faq/{number}" aria-describedby="partage">Lien permanent de cette réponse</a>' in page
    assert f"https://assistant.exemple.fr/faq/{number}<" in page


def test_an_unsettled_answer_names_the_person_with_a_message_and_a_plain_address(told):
    page = asked(told.client, NOWHERE)
    assert 'href="mailto:contact@exemple.fr?' in page and "contact@exemple.fr" in text_of(page)
    assert "Réponse donnée le" in text_of(page)


def test_several_schemes_have_these_pages_each_and_together(serve, two_schemes, tmp_path, monkeypatch):
    client = serve(built(monkeypatch, two_schemes, tmp_path / "index"), about=ABOUT).client
    client.headers["accept"] = "text/html"
    for address in ("/fonctionnement", "/accessibilite"):
        assert client.get(address).status_code == 200
        assert client.get(f"/s/none{address}").status_code == 404
        assert f'href="{address}"' in client.get("/").text
    assert "/s/aide-b/fonctionnement" in client.get("/fonctionnement").text
    own = client.get("/s/aide-b/fonctionnement").text
    assert "/s/aide-b/documents/annexe" in own and "/documents/fiche" not in own and "autre@exemple.fr" in own
