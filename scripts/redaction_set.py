"""Write the labelled set of the redaction, ``tests/records/redaction.jsonl``: seeded, so that it can be made again.

Numbers are made here, with their keys, for nobody; sentences and spellings are in the
TOML files beside the set. What must be left comes from public texts (``../shared/text``,
Licence Ouverte 2.0), this project's documents and questions, and sentences written for it.

The second half has its own sentences and many spellings of its own: it was written after
the first had been worked on. Two spellings that it showed to be missed (commas, and square
brackets around the prefix) are read since, and were moved to the first half.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from scripts.redaction_numbers import bank_account, company, digits, mail, social_security

FOLDER = Path("tests/records")
PUBLIC = Path("../shared/text")
SPLITS = ("dev", "test")
EACH = 120
DRAWN = 440
TELEPHONE = re.compile(r"(?:0|\+ ?33 ?(?:\(0\))? ?)[1-79](?:\s\d\d){4}")
TRICKS = re.compile(r"(wide|hidden|lower) ")


def tricked(written: str, trick: str) -> str:
    """Return a number or an address with full-width signs, invisible ones inside, or in small letters."""
    if trick == "wide":
        return "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() or sign in "@+" else sign for sign in written)
    if trick == "hidden":
        return "\u200b".join(written)
    return written.lower() if trick == "lower" else written


def cut(number: str, pattern: str) -> str:
    """Return a number cut in groups: ``3-2`` makes ``123-45`` of it."""
    at, pieces = 0, []
    for piece in re.findall(r"\d+|\D+", pattern):
        pieces.append(number[at : at + int(piece)] if piece.isdigit() else piece)
        at += int(piece) if piece.isdigit() else 0
    return "".join(pieces)


def spoken(part: str) -> str:
    """Return a side of an address as it is dictated."""
    return part.replace(".", " point ").replace("-", " tiret ").replace("_", " underscore ")


def address(chance: random.Random, spelling: str) -> str:
    """Return an e-mail address in a spelling."""
    template, _, dot = spelling.partition(" dot=")
    a, b = mail(chance)
    host, _, end = b.rpartition(".")
    fields = {"a": a, "A": a.upper(), "B": b.upper(), "sa": spoken(a), "sb": spoken(b), "host": host, "end": end}
    return template.format(b=b.replace(".", dot) if dot else b, **fields)


def telephone(chance: random.Random, spelling: str) -> str:
    """Return a telephone number in a spelling."""
    return re.sub("d", lambda _: digits(chance, 1), spelling)


MAKERS: dict[str, Callable[[random.Random, str], str]] = {
    "email": address,
    "phone": telephone,
    "nir": lambda chance, spelling: cut(social_security(chance), spelling),
    "iban": lambda chance, spelling: cut(*bank_account(chance, spelling)),
}


def written(chance: random.Random, kind: str, spelling: str) -> str:
    """Return something personal as someone writes it."""
    trick = TRICKS.match(spelling)
    plain = MAKERS[kind](chance, spelling[trick.end() :] if trick else spelling)
    return tricked(plain, trick[1]) if trick else plain


def public() -> Iterator[tuple[str, str]]:
    """Yield what public texts, the corpus and the reference questions say, and where."""
    for path in sorted(PUBLIC.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            for piece in re.split(r"\s*\n+\s*", row["text"]):
                yield piece, f"{path.stem} {row['id']}"
    for path in sorted(Path("corpus/documents").glob("*.md")):
        yield from ((piece, path.stem) for piece in re.split(r"\s*\n\n+\s*", path.read_text("utf-8")))
    for path in sorted(Path("tests/reference").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            yield json.loads(line)["question"], f"reference {path.stem}"


def drawn(chance: random.Random) -> list[tuple[str, str]]:
    """Return different pieces of public text rich in figures, but those that do give a telephone number."""
    rich = {
        piece: source
        for piece, source in public()
        if 40 <= len(piece) <= 600 and len(re.findall(r"\d+", piece)) >= 3 and not TELEPHONE.search(piece)
    }
    return chance.sample(sorted(rich.items()), DRAWN)


def filled(chance: random.Random, sentence: str) -> str:
    """Fill in what a sentence without anything personal leaves open."""
    siren, siret = company(chance)
    by_three = re.sub(r"(\d{3})(?=\d)", r"\1 ", siren)
    dotted = by_three.replace(" ", ".")
    day, month, year = chance.randrange(1, 29), chance.randrange(1, 13), chance.randrange(2015, 2024)
    fill: dict[str, Callable[[], Any]] = {
        "siret": lambda: chance.choice([siret, f"{by_three} {siret[9:]}", f"{dotted}.{siret[9:]}"]),
        "siren": lambda: chance.choice([siren, by_three]),
        "amount": lambda: f"{chance.choice([1, 10, 100, 1000]) * chance.randrange(120, 9999):,}".replace(",", " "),
        "date": lambda: chance.choice("/.-").join([f"{day:02}", f"{month:02}", str(year)]),
        "decree": lambda: f"20{chance.randrange(10, 24)}-{chance.randrange(100, 1999)}",
        "insee": lambda: f"76{chance.randrange(1, 760):03}",
        "postal": lambda: f"76{chance.randrange(0, 98):02}0",
        "files": lambda: digits(chance, chance.choice([7, 8, 9])),
    }
    return re.sub(r"\{(\w+)\}", lambda name: str(fill[name[1]]()), sentence)


def personal_rows(chance: random.Random, split: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a half that hold something personal, each spelling and each sentence in turn."""
    sentences = tomllib.loads((FOLDER / "redaction-sentences.toml").read_text("utf-8"))[split]
    spellings = tomllib.loads((FOLDER / "redaction-spellings.toml").read_text("utf-8"))
    for kind in MAKERS:
        ways = spellings["both"][kind] + spellings[split][kind]
        carriers = chance.sample(sentences[kind], len(sentences[kind]))
        for at in range(EACH):
            own = written(chance, kind, ways[at % len(ways)])
            text = carriers[at % len(carriers)].replace("{x}", own)
            yield {"kind": kind, "split": split, "text": text, "personal": own.removeprefix("mailto:")}


def rows() -> Iterator[dict[str, str]]:
    """Yield every row of the set."""
    chance = random.Random(2021)  # noqa: S311 (a seeded set, not a secret)
    decoys = tomllib.loads((FOLDER / "redaction-decoys.toml").read_text("utf-8"))
    for split in SPLITS:
        yield from personal_rows(chance, split)
        for sentence in decoys[split]["none"]:
            for _ in range(2 if "{" in sentence else 1):
                yield {"kind": "none", "split": split, "text": filled(chance, sentence), "source": "written"}
    for at, (piece, source) in enumerate(drawn(chance)):
        yield {"kind": "none", "split": SPLITS[at % 2], "text": piece, "source": source}


def main() -> int:
    """Write the set."""
    if not PUBLIC.is_dir():
        print(f"{PUBLIC}: not here; the public texts are drawn from it", file=sys.stderr)
        return 2
    lines = [json.dumps({"id": f"r{at:04}", **row}, ensure_ascii=False) for at, row in enumerate(rows())]
    (FOLDER / "redaction.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines)} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
