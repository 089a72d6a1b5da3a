"""What tells a telephone number from the other numbers that mayors write: its grouping, and the words around it."""

from __future__ import annotations

import re

from assistant.records.personal.words import END, START, any_of

#: Letters that stand for digits.
TYPED = str.maketrans("oil", "011")

_NUMBERED, _CODES = any_of("numbered"), any_of("codes")
#: Just before, says that a number counts something else.
OTHERWISE = re.compile(
    rf"{START}(?:{_NUMBERED}(?:\s[a-z']{{2,20}}){{0,2}}[\s.,:;(]{{0,3}}(?:n°|n\s?o|no|numero|num|:)"
    rf"|(?:n°|numero)\s(?:de\s|d'){_NUMBERED}|{_CODES})[\s.,:;°'(]{{0,3}}(?:\d{{1,6}}[\s./-])?\Z"
)
#: Just after, says that it is an amount or a measure.
UNIT = re.compile(rf"\)?\s{{0,2}}(?:€|[km]€|%|‰|{any_of('units')}{END})")
#: The first digits of public services, and of those of six figures.
SERVICE = ("080", "081", "082", "089")
SHORT_SERVICE = ("116", "118")
#: How many digits the groups of a landline have; a mobile is known by its beginning in any grouping.
SHAPES = {
    "22222", "10", "4222", "433", "46", "28", "244", "2224", "2233", "334", "2332", "226", "2242", "2422", "19", "55",
    "112222", "13222",
}  # fmt: skip
#: A mobile as most people write it, which needs no closer look.
PLAIN = re.compile(r"0[67]([ .\-])\d\d(?:\1\d\d){3}")
#: Commas stand between digits only where no list of departments has them.
COMMAS = re.compile(r"0[67](?:,\d\d){4}")
#: A number may go on after a mark, but for the zero that begins another.
GOES_ON = re.compile(r"[.,\-/_:+*|~][1-9]")


def digits_of(written: str) -> str:
    """Return the digits of a number, letters that stand for digits read as such."""
    return "".join(runs_of(written))


def runs_of(written: str) -> list[str]:
    """Return the groups of digits of a number."""
    return re.findall(r"\d+", written.translate(TYPED))


def is_personal(text: str, end: int, digits: str) -> bool:
    """Tell that a number is neither an amount nor a public service's."""
    short = len(digits) == 6 and digits.startswith(SHORT_SERVICE)
    return not (short or digits.startswith(SERVICE) or UNIT.match(text, end))


def is_free(text: str, start: int, last: int) -> bool:
    """Tell that a number does not go on from another, but a telephone number that ends at ``last``."""
    return start == last + 1 or not re.match(r"\d[.,/:+-]", text[max(0, start - 2) : start])


def is_date(runs: list[str]) -> bool:
    """Tell a day, month and year, or two years, from a number: ``31 12 2021``, ``2020-2021``."""
    lengths = [len(run) for run in runs[:3]]
    years = [run[:2] in {"19", "20"} for run in runs[:3]]
    return (lengths[:2] == [4, 4] and all(years[:2])) or (lengths == [2, 2, 4] and years[2])


def is_national(text: str, found: re.Match[str], runs: list[str]) -> bool:
    """Tell a national number, of these groups of digits, from ten digits of a list, of a date or of a file."""
    written, end = found.group(), found.end()
    if PLAIN.fullmatch(written) and not GOES_ON.match(text, end):
        return True
    if sum(map(str.isdigit, written)) < 7 or (written[-1].isalpha() and text[end : end + 1].isalnum()):
        return False
    shape = "".join([str(len(run)) for run in runs])
    mobile = "".join(runs)[1] in "67"
    if not (mobile or shape in SHAPES) or is_date(runs) or not _is_spaced_as_one(text, end, written):
        return False
    sure = mobile and shape == "22222" and "," not in written
    return sure or not OTHERWISE.search(text[max(0, found.start() - 60) : found.start()])


def _is_spaced_as_one(text: str, end: int, written: str) -> bool:
    """Tell that what stands between the digits is what stands in a number, the same all along, and ends with it."""
    gaps = [gap.strip(" \n()]") for gap in re.findall(r"\D+", written.translate(TYPED))]
    marks = {gap for gap in gaps if gap}
    lines = written.count("\n") > (written[1] in "67")
    listed = "," in marks and not COMMAS.fullmatch(written)
    mixed = bool(marks & {"/", ":"}) and len(set(gaps[1:])) > 1
    decimal = written[1] in " \n" and bool(gaps[0])
    if lines or listed or mixed or decimal:
        return False
    following = GOES_ON.match(text, end)
    return not (following and following.group()[0] in marks)
