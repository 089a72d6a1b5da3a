"""All routes of the console. A new family of pages is one line here."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import Depends, FastAPI, Request
from fastapi.responses import Response

from assistant.service.problems import of_page
from assistant.service.schemes import PREFIX, declared
from assistant.service.staff.accounts import account_routes
from assistant.service.staff.corpus import corpus_routes
from assistant.service.staff.deposits import PAGE as DEPOSIT
from assistant.service.staff.deposits import deposit_routes
from assistant.service.staff.desk import Desk
from assistant.service.staff.evaluation import evaluation_routes
from assistant.service.staff.expired import kept
from assistant.service.staff.faq_audit import faq_audit_routes
from assistant.service.staff.faq_entry import faq_entry_routes
from assistant.service.staff.faq_export import faq_export_routes
from assistant.service.staff.faq_form import faq_form_routes, faq_new_routes
from assistant.service.staff.faq_import import CONFIRM as IMPORT_CONFIRM
from assistant.service.staff.faq_import import PAGE as IMPORT
from assistant.service.staff.faq_import import faq_import_routes
from assistant.service.staff.faq_list import faq_list_routes
from assistant.service.staff.faq_steps import faq_validating_routes, faq_writing_routes
from assistant.service.staff.faq_trial import faq_trial_routes
from assistant.service.staff.guard import Refused, SignInNeeded
from assistant.service.staff.handoffs import handoff_routes
from assistant.service.staff.home import choice_routes, home_routes
from assistant.service.staff.journal import journal_routes
from assistant.service.staff.mails import mail_routes
from assistant.service.staff.options import option_routes
from assistant.service.staff.own import invitation_routes, own_routes
from assistant.service.staff.pages import back, shown
from assistant.service.staff.past import past_routes
from assistant.service.staff.provider import provider_routes
from assistant.service.staff.questions import question_routes
from assistant.service.staff.queue import queue_routes
from assistant.service.staff.replying import replying_routes
from assistant.service.staff.sign_in import SIGN_IN, sign_in_routes
from assistant.service.staff.statistics import statistics_routes
from assistant.service.staff.versions import version_routes
from assistant.texts import text

#: Pages about one scheme: under /staff, or under /s/{scheme}/staff when there are several.
OF_A_SCHEME = (
    home_routes,
    queue_routes,
    question_routes,
    handoff_routes,
    replying_routes,
    faq_list_routes,
    faq_new_routes,
    faq_form_routes,
    faq_entry_routes,
    faq_writing_routes,
    faq_validating_routes,
    faq_trial_routes,
    faq_export_routes,
    faq_import_routes,
    faq_audit_routes,
    corpus_routes,
    deposit_routes,
    past_routes,
    version_routes,
    evaluation_routes,
    statistics_routes,
    option_routes,
    mail_routes,
)
#: Pages that all schemes share, always under /staff.
SHARED = (sign_in_routes, provider_routes, own_routes, invitation_routes, account_routes, journal_routes)
#: Where agents send files.
FILE_PAGES = (DEPOSIT, IMPORT, IMPORT_CONFIRM)


def include_staff(app: FastAPI, desk: Desk) -> None:
    """Add the console to the service."""
    app.state.desk = desk
    several = desk.schemes.several
    for routes in (*SHARED, choice_routes) if several else SHARED:
        app.include_router(routes(desk))
    prefix, dependencies = (PREFIX, [Depends(declared)]) if several else ("", [])
    for routes in OF_A_SCHEME:
        app.include_router(routes(desk), prefix=prefix, dependencies=dependencies, responses=of_page(403, 404, 503))

    @app.exception_handler(SignInNeeded)
    async def _nobody(request: Request, error: SignInNeeded) -> Response:
        """Lead to the sign-in page, and afterwards back to the page that was asked for."""
        if request.method != "GET":
            return await kept(request) or back(SIGN_IN)
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return back(f"{SIGN_IN}?suite={quote(asked, safe='/')}")

    @app.exception_handler(Refused)
    async def _refused(request: Request, error: Refused) -> Response:
        return shown(request, "refused", error.agent, 403, message=text(error.key))
