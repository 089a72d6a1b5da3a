"""``assistant users``: the agents' accounts, for whoever operates the service. No account exists by default."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from assistant.access import accounts, invitations, passwords, strength
from assistant.access.roles import Role
from assistant.commands.failure import one_line_failures, print_json
from assistant.commands.kept import kept
from assistant.commands.option import AsJson
from assistant.errors import AccessError, ConfigurationError
from assistant.records.tables import User
from assistant.settings import Settings, read_settings
from assistant.texts import text

app = typer.Typer(no_args_is_help=True, help=text("access.users.help"))

#: Who the journal says it was: somebody who may use this machine.
ACTOR = "terminal"
Login = Annotated[str, typer.Argument(help=text("access.users.login"))]
Stdin = Annotated[bool, typer.Option("--password-stdin", help=text("access.users.stdin"))]


@app.command("create")
@one_line_failures
def create(
    login: Login,
    name: Annotated[str, typer.Option(help=text("access.users.name"))],
    role: Annotated[str, typer.Option(help=text("access.users.role"))] = Role.READER.value,
    password_stdin: Stdin = False,
    invite: Annotated[bool, typer.Option("--invite", help=text("access.users.invite"))] = False,
    as_json: AsJson = False,
) -> None:
    """Crée un compte ; le mot de passe est demandé deux fois."""
    settings = read_settings()
    if invite and password_stdin:
        raise ConfigurationError(text("access.fault.two_ways"))
    with writing(settings) as session:
        accounts.role_of(role)
        if accounts.by_login(session, login) is not None:
            raise AccessError(text("access.fault.taken", login=accounts.normalised(login)), "login")
    digest = None if invite else chosen(login, name, stdin=password_stdin)
    with writing(settings) as session:
        user = accounts.create(session, ACTOR, login, name, role, digest)
        code = invitations.invite(session, ACTOR, user) if invite else None
    link = (
        f"{settings.public_url or f'http://{settings.host}:{settings.port}'}{invitations.PAGE}/{code}" if code else None
    )
    if as_json:
        print_json({**as_told(user), "link": link})
        return
    typer.echo(text("access.users.created", login=user.login, role=user.role))
    if link:
        typer.echo(text("access.users.link", link=link))


@app.command("list")
@one_line_failures
def list_accounts(as_json: AsJson = False) -> None:
    """Liste les comptes et leurs rôles."""
    with writing(read_settings()) as session:
        told = [as_told(user) for user in accounts.listed(session)]
    if as_json:
        print_json(told)
        return
    for account in told:
        state = text(f"access.state.{account['state']}")
        typer.echo(text("access.users.row", **{**account, "state": state}))
    if not told:
        typer.echo(text("access.users.none"))


@app.command("role")
@one_line_failures
def role(
    login: Login, role: Annotated[str, typer.Argument(help=text("access.users.role"))], as_json: AsJson = False
) -> None:
    """Donne un autre rôle à un compte."""
    with writing(read_settings()) as session:
        user = accounts.named(session, login)
        accounts.change_role(session, ACTOR, user, role)
    tell(user, "changed", as_json)


@app.command("disable")
@one_line_failures
def disable(login: Login, as_json: AsJson = False) -> None:
    """Ferme un compte et termine ses sessions."""
    with writing(read_settings()) as session:
        user = accounts.named(session, login)
        accounts.disable(session, ACTOR, user)
    tell(user, "disabled", as_json)


@app.command("enable")
@one_line_failures
def enable(login: Login, as_json: AsJson = False) -> None:
    """Rouvre un compte, fermé ou bloqué par trop d'essais."""
    with writing(read_settings()) as session:
        user = accounts.named(session, login)
        accounts.enable(session, ACTOR, user)
    tell(user, "enabled", as_json)


@app.command("password")
@one_line_failures
def password(login: Login, password_stdin: Stdin = False, as_json: AsJson = False) -> None:
    """Change le mot de passe d'un compte et termine ses sessions."""
    settings = read_settings()
    with writing(settings) as session:
        user = accounts.named(session, login)
    digest = chosen(user.login, user.name, stdin=password_stdin)
    with writing(settings) as session:
        user = accounts.named(session, login)
        accounts.set_password(session, ACTOR, user, digest)
    tell(user, "password", as_json)


@contextmanager
def writing(settings: Settings) -> Iterator[Session]:
    """Open a session on the records. Raises ConfigurationError when nothing is kept, RecordsError otherwise."""
    with kept(settings, "access.fault.no_records") as database, database.writing() as session:
        yield session


def chosen(login: str, name: str, *, stdin: bool) -> str:
    """Return what is to be kept of a password typed twice, or read. Raises AccessError when it can't be accepted."""
    typed = _read() if stdin else _asked()
    strength.check(typed, login, name)
    return passwords.hashed(typed)


def _read() -> str:
    """Return the first line of the standard input."""
    try:
        line = sys.stdin.buffer.readline(4096).decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        line = ""
    if not line:
        raise AccessError(text("access.fault.not_typed"), "password")
    return line


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _asked() -> str:
    """Return a password typed twice, that the terminal does not show."""
    if not _is_terminal():
        raise AccessError(text("access.fault.not_typed"), "password")
    typed: str = typer.prompt(text("access.users.prompt"), hide_input=True, err=True)
    again: str = typer.prompt(text("access.users.again"), hide_input=True, err=True)
    if typed != again:
        raise AccessError(text("access.password.other"), "password")
    return typed


def as_told(user: User) -> dict[str, str]:
    """Return an account as ``--json`` gives it."""
    state = accounts.state_of(user)
    return {
        "login": user.login,
        "name": user.name,
        "role": user.role,
        "state": state,
        "created_at": user.created_at.isoformat(timespec="seconds"),
    }


def tell(user: User, done: str, as_json: bool) -> None:
    """Say what was done to an account."""
    if as_json:
        print_json(as_told(user))
    else:
        typer.echo(text(f"access.users.{done}", login=user.login, role=user.role))
