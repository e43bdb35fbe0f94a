"""`stafett docs`: write docs/dialogs.md from the dialogs themselves."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from dialogs.base import Dialog, Step, discover
from dialogs.rule import Rule
from domain.codes import LogState, Role

FILE = Path(__file__).parents[2] / "docs" / "dialogs.md"
_HEAD = """# The dialogs

Written by `stafett docs` from `dialogs/` and `cards/`: do not edit.
Commands are what people write; the first of each language is the one that is shown.
A card's button, the compose box and a message's menu open the same dialogs by name.
Fields are the input ids of the card.
"""


def docs(
    check: Annotated[bool, typer.Option("--check", help="Only look; write nothing.")] = False,
) -> None:
    """Write docs/dialogs.md. With --check: exit code 1 when it is not what it should be."""
    text = rendered(discover().values())
    if not check:
        FILE.write_text(text, encoding="utf-8")
        typer.echo(f"{FILE} is written.")
    elif not FILE.is_file() or FILE.read_text(encoding="utf-8") != text:
        typer.echo("docs/dialogs.md is not what the dialogs say: run «make docs».")
        raise typer.Exit(1)


def rendered(dialogs: Iterable[Dialog]) -> str:
    """Write all dialogs as Markdown, by name."""
    parts = [_section(dialog) for dialog in sorted(dialogs, key=lambda one: one.name)]
    return "\n".join([_HEAD, *parts])


def _section(dialog: Dialog) -> str:
    return "\n".join(
        [
            f"## {dialog.name}",
            "",
            f"«{dialog.title}» {dialog.about}",
            "",
            *_commands(dialog),
            f"Rule: {_rule(dialog.rule)}.",
            "",
            "| step | fields | its own rule |",
            "|---|---|---|",
            *(_row(name, step, dialog) for name, step in dialog.steps.items()),
            "",
        ]
    )


def _commands(dialog: Dialog) -> Iterator[str]:
    if dialog.commands:
        spoken = (f"{code}: {' · '.join(said)}" for code, said in dialog.commands.items())
        yield f"Commands: {' | '.join(spoken)}."
        yield ""
    where = [
        *(["behind the compose box's «+»"] if dialog.in_compose else []),
        *([f"on a message as «{dialog.on_message[0]}»"] if dialog.on_message else []),
        *(["leaves no trace"] if dialog.traceless else []),
    ]
    if where:
        yield f"Also: {', '.join(where)}."
        yield ""


def _row(name: str, step: Step, dialog: Dialog) -> str:
    fields = ", ".join(f"`{field}`" for field in step.form.model_fields) if step.form else ""
    own = "" if step.rule == dialog.rule else _rule(step.rule)
    return f"| `{name}`{' (counts once)' if step.spends else ''} | {fields} | {own} |"


def _rule(rule: Rule) -> str:
    said = ["anybody" if not rule.known else "whoever works in a service" if rule.works else ""]
    if rule.roles is not None:
        states = ", ".join(state.value for state in LogState if state in rule.states)
        said.append(f"{_roles(rule.roles)} of a log that is {states}")
        taking_part = ", ".join(sorted(state.value for state in rule.taking_part))
        said.append(f"as participant: {taking_part}")
    elif rule.known and not rule.works:
        said.append("whoever the bot knows")
    if rule.personal:
        said.append("in their own chat alone")
    return "; ".join(part for part in said if part)


def _roles(roles: frozenset[Role]) -> str:
    if roles == frozenset(Role):
        return "any role"
    return ", ".join(role.value for role in Role if role in roles)
