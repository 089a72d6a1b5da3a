"""What was typed in a form whose session had ended meanwhile: shown once, to be taken along, never kept."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import Response

from assistant.service.staff.guard import FORMS
from assistant.service.staff.pages import shown

#: Shorter than that, it is soon typed again.
LONG = 40
#: A password is not shown, however long.
SECRET = {"csrf", "current", "password", "again"}


async def kept(request: Request) -> Response | None:
    """Return a page that gives back the long texts of a form, None when there are none.

    An agent who wrote a reply for longer than a session lasts would otherwise have to write it again.
    """
    if not request.headers.get("content-type", "").startswith(FORMS[0]):
        return None
    form = await request.form(max_files=0, max_fields=200)
    fields = ((name, str(value)) for name, value in form.multi_items())
    typed = [value for name, value in fields if name not in SECRET and len(value) >= LONG]
    return shown(request, "expired", None, 401, typed=typed) if typed else None
