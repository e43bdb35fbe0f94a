"""Microsoft's own JSON schemas of the manifest, from the npm package `@microsoft/app-manifest`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
from jsonschema import Draft4Validator, ValidationError

from manifest.builder import VERSION

NODE_MODULES = Path(__file__).parents[1] / "node_modules"
_PLACE = Path("@microsoft/app-manifest/build/json-schemas/teams")
MANIFEST, LOCALIZATION = (
    f"MicrosoftTeams.{name}" for name in ("schema.json", "Localization.schema.json")
)


class NoSchemas(Exception):
    """The schemas are not there; the text is one sentence that says how to get them."""


def flaws(value: Any, schema: str, node_modules: Path = NODE_MODULES) -> Iterator[str]:
    """Say what a schema has against a value, each with its place; raises `NoSchemas`."""
    file = node_modules / _PLACE / f"v{VERSION}" / schema
    if not file.is_file():
        raise NoSchemas(
            f"Microsoft's schemas are not in {node_modules}: «npm ci» brings them, and only our "
            "own rules were checked."
        )
    # No check_schema, no formats: some of its patterns are no Python, and it is not ours to check.
    validator = Draft4Validator(orjson.loads(file.read_text(encoding="utf-8-sig")))
    errors: Iterator[ValidationError] = validator.iter_errors(value)  # pyright: ignore[reportUnknownMemberType] of the library
    for error in errors:
        yield f"{error.json_path.removeprefix('$').lstrip('.') or 'the whole'}: {error.message}"
