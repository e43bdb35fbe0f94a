"""What an administrator says of the app: who runs it, its version, its name and description."""

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from cards.words import LANGUAGES

FILE = Path(__file__).parent / "app.toml"
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class AppError(Exception):
    """The file is wrong or missing; the text is one sentence that names the place."""


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Developer(_Closed):
    """Who runs the app, and the three pages that Teams links to."""

    name: Text
    website: Text
    privacy: Text
    terms: Text


class Texts(_Closed):
    """The app's name and description in one language."""

    name: Text
    full_name: Text
    short: Text
    full: Text


class App(_Closed):
    """All of the file; `texts` by language."""

    version: Text
    developer: Developer
    texts: dict[str, Texts]


def read(file: Path = FILE) -> App:
    """Read the file; raises `AppError`."""
    try:
        app = App.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise AppError(f"{file} cannot be read ({error.strerror}).") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AppError(f"{file} is no TOML: {error}.") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise AppError(f"{file}: {place}: {first['msg']}.") from None
    lacking = [f"texts.{language}" for language in LANGUAGES if language not in app.texts]
    lacking += [f"no language «{one}»" for one in app.texts if one not in LANGUAGES]
    if lacking:
        raise AppError(f"{file}: {', '.join(lacking)} is missing or unknown.")
    return app
