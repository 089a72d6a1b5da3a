"""CSV files that a spreadsheet opens as they are: French columns, and no cell that it would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from fastapi.responses import Response, StreamingResponse

from assistant.records.export import FORMULA

#: By this sign a spreadsheet knows UTF-8.
MARK = "\ufeff"


def neutral(value: object) -> str:
    """Return a cell as text that no spreadsheet takes for a formula, what it begins with after spaces included."""
    words = "" if value is None else str(value).replace("\x00", "")
    return f"'{words}" if words.lstrip(" \u00a0").startswith(tuple(FORMULA)) else words


def written(rows: Iterable[Sequence[object]]) -> str:
    """Return rows as lines of CSV."""
    page = io.StringIO()
    csv.writer(page, delimiter=";", lineterminator="\r\n").writerows([neutral(cell) for cell in row] for row in rows)
    return page.getvalue()


def download(name: str, heads: Sequence[str], batches: Iterable[Iterable[Sequence[object]]]) -> Response:
    """Return a file that is written as it is sent, a batch of rows at a time: however long, it takes little memory."""

    def lines() -> Iterator[str]:
        yield MARK + written([heads])
        for batch in batches:
            yield written(batch)

    about = {"content-disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(lines(), media_type="text/csv; charset=utf-8", headers=about)
