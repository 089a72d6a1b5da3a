"""What is photographed: each state of the pages and of the widget, reached as a visitor reaches it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

QUESTION = "Peut-on financer un portail famille, 4 PC et la formation de deux agents ?"
UNANSWERED = "Quelle est la date limite de dépôt ?"
SETTLED = "Quel est le taux de financement ?"


@dataclass(frozen=True)
class Picture:
    """A picture: its name, where it is taken (« page » or a host), how, and what is done first."""

    name: str
    place: str
    act: Callable[[Page], object]
    width: int = 1280
    dark: bool = False

    @property
    def height(self) -> int:
        """The height of a window of that width."""
        return 800 if self.width > 600 else 740


def stay(page: Page) -> None:
    """Do nothing."""


def ask(question: str) -> Callable[[Page], object]:
    """Ask on the page, and wait for the answer."""

    def act(page: Page) -> None:
        page.get_by_label("Votre question").fill(question)
        page.get_by_role("button", name="Envoyer la question").click()
        page.locator("#reponse").wait_for()

    return act


def source(page: Page) -> None:
    """Ask, and open the first source on its quote."""
    ask(SETTLED)(page)
    page.get_by_role("article").get_by_role("link", name="page 2").first.click()
    page.locator("mark").first.wait_for()


def transmit(page: Page) -> None:
    """Ask what is not said, and reach the form that transmits the question."""
    ask(UNANSWERED)(page)
    page.get_by_role("button", name="Transmettre ma question à la préfecture").click()


def receipt(page: Page) -> None:
    """Transmit the question, and get the code."""
    transmit(page)
    page.get_by_role("button", name="Transmettre", exact=True).click()
    page.locator("code").wait_for()


def go(path: str) -> Callable[[Page], object]:
    """Open another page of the service."""
    return lambda page: page.goto(page.url.rstrip("/") + path)


def opened(page: Page) -> None:
    """Open the widget."""
    page.get_by_role("button", name="Poser une question").click()
    page.get_by_role("textbox", name="Votre question").wait_for()


def put(question: str, words: str) -> Callable[[Page], object]:
    """Open the widget, ask, and wait for words of the answer."""

    def act(page: Page) -> None:
        opened(page)
        page.get_by_role("textbox", name="Votre question").last.fill(question)
        page.get_by_role("textbox", name="Votre question").last.press("Enter")
        page.get_by_role("log").get_by_text(words).last.wait_for()
        page.wait_for_timeout(400)  # the panel has scrolled to the answer

    return act


def cut(page: Page) -> None:
    """Ask in the widget while the network is cut."""
    page.route("**/api/chat", lambda route: route.abort())
    opened(page)
    page.get_by_role("textbox", name="Votre question").fill(SETTLED)
    page.get_by_role("textbox", name="Votre question").press("Enter")
    page.get_by_role("button", name="Réessayer").wait_for()


settled = put(SETTLED, "100% du coût du projet")
verdict = put("Peut-on acheter 4 ordinateurs pour la mairie ?", "Exclu du financement")


def unsaid(page: Page) -> None:
    """Ask in the widget what the documents do not say, and go down to the person who takes over."""
    put(UNANSWERED, "Votre interlocuteur")(page)
    page.get_by_role("log").get_by_text("Votre interlocuteur").last.evaluate("card => card.scrollIntoView()")


PICTURES = (
    Picture("page-1280", "page", stay),
    Picture("page-360", "page", stay, 360),
    Picture("page-sombre", "page", stay, dark=True),
    Picture("answer-1280", "page", ask(QUESTION)),
    Picture("answer-360", "page", ask(QUESTION), 360),
    Picture("answer-sombre", "page", ask(QUESTION), 360, dark=True),
    Picture("interlocuteur-1280", "page", ask(UNANSWERED)),
    Picture("document-1280", "page", source),
    Picture("document-360", "page", source, 360),
    Picture("transmettre-1280", "page", transmit),
    Picture("recu-360", "page", receipt, 360),
    Picture("donnees-1280", "page", go("/confidentialite")),
    Picture("nu-ferme-1280", "nu", stay),
    Picture("nu-ouvert-1280", "nu", opened),
    Picture("nu-ouvert-360", "nu", opened, 360),
    Picture("nu-reponse-1280", "nu", settled),
    Picture("nu-reponse-360", "nu", settled, 360),
    Picture("nu-reponse-sombre", "nu", settled, dark=True),
    Picture("nu-verdict-360", "nu", verdict, 360, dark=True),
    Picture("nu-interlocuteur-1280", "nu", unsaid),
    Picture("nu-coupure-360", "nu", cut, 360),
    Picture("dsfr-ferme-1280", "dsfr", stay),
    Picture("dsfr-reponse-1280", "dsfr", settled),
    Picture("dsfr-reponse-sombre", "dsfr", settled, dark=True),
    Picture("hostile-ferme-360", "hostile", stay, 360),
    Picture("hostile-reponse-1280", "hostile", settled),
)
