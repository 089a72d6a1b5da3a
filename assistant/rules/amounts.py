"""What a share of the cost comes to for a given cost: each operand is cited, the product is checked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain import Product
from assistant.rules.tables import Facet

_COST = re.compile(
    r"(?<![\w,.])(\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|\d+)(?:,(\d{1,2}))?[ \u00a0\u202f]?(k ?€|k ?euros?|€|euros?|eur\b)",
    re.IGNORECASE,
)
#: The same without its unit, after the word that says it is a cost: « ça coûte 8000 », « un devis de 11 400 ».
_PRICED = re.compile(
    r"\b(?:co[uû]te(?:ra|rait|nt)?|co[uû]t|devis|budget|montant|facture|factur[ée]s?|prix|tarif)(?: \w+){0,2}? "
    r"(\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|(?!(?:19|20)\d\d\b)\d{3,7})(?![\w%]|[.,]\d)"
    r"(?![ \u00a0\u202f]?(?:k?€|k? ?euros?|%|m€|hab|agents?|ans))",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(\d{1,3})(?:,\d+)?[ \u00a0\u202f]?%")


def costs_in(text: str) -> list[int]:
    """Return the sums in euros that a text names, in whole euros: « 18 k€ » is 18000."""
    found = []
    for whole, _, unit in _COST.findall(text):
        value = int(re.sub(r"\D", "", whole))
        found.append(value * 1000 if unit.lower().startswith("k") else value)
    return found or [int(re.sub(r"\D", "", value)) for value in _PRICED.findall(text)]


def share_of(facets: Sequence[Facet]) -> tuple[Facet, int] | None:
    """Return the facet that gives the share of the cost which is funded, with that share in percent."""
    for facet in facets:
        for evidence in facet.evidence if facet.share else ():
            found = _PERCENT.search(evidence.quote)
            if found:
                return facet, int(found[1])
    return None


def product_of(costs: Sequence[int], percent: int) -> Product:
    """Return what ``percent`` of the sum of ``costs`` comes to."""
    cost = sum(costs)
    return Product(tuple(costs), percent, cost * percent / 100)


def in_figures(value: float) -> str:
    """Return a sum as French writes it: ``18 000``, ``1 250,50``."""
    whole = f"{int(value):,}".replace(",", "\u202f")
    cents = round((value - int(value)) * 100)
    return f"{whole},{cents:02d}" if cents else whole
