"""What the console's menu leads to. A new page is one line here."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from assistant.access.agent import Agent
from assistant.access.roles import Role
from assistant.service.staff.desk import desk_of


@dataclass(frozen=True)
class Entry:
    """A page in the menu: the text that names it, where it is, who sees it; ``shared`` by all schemes or of each."""

    label: str
    path: str
    least: Role
    shared: bool = False


MENU = (
    Entry("staff.menu.home", "/staff", Role.READER),
    Entry("queue.menu.label", "/staff/a-traiter", Role.READER),
    Entry("handed.menu.label", "/staff/transmissions", Role.READER),
    Entry("entries.menu.list", "/staff/faq", Role.READER),
    Entry("notices.menu.label", "/staff/courriels", Role.READER),
    Entry("staff.menu.corpus", "/staff/corpus", Role.READER),
    Entry("staff.menu.evaluation", "/staff/evaluation", Role.READER),
    Entry("figures.menu.label", "/staff/statistiques", Role.READER),
    Entry("staff.menu.options", "/staff/textes", Role.READER),
    Entry("access.menu.accounts", "/staff/comptes", Role.ADMINISTRATOR, shared=True),
    Entry("access.menu.journal", "/staff/journal", Role.ADMINISTRATOR, shared=True),
    Entry("access.menu.account", "/staff/compte", Role.READER, shared=True),
)


def menu_of(request: Request, agent: Agent) -> list[dict[str, str | bool]]:
    """Return the entries that an agent may open from here; a scheme's own pages only when one is chosen."""
    root = getattr(request.state, "root", "")
    chosen = bool(root) or not desk_of(request).schemes.several
    shown = (entry for entry in MENU if agent.role.may(entry.least) and (entry.shared or chosen))
    entries = ((entry.label, entry.path if entry.shared else root + entry.path) for entry in shown)
    return [{"label": label, "url": url, "here": url == request.url.path} for label, url in entries]
