"""The words: bokmål in the code, nynorsk and English in gettext catalogues beside it."""

import logging
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from importlib import resources
from io import BytesIO

from babel.dates import format_date, format_datetime, format_timedelta
from babel.messages.pofile import read_po

from domain.clock import OSLO, oslo_day

LANGUAGES = ("nb", "nn", "en")
BABEL_LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}
_log = logging.getLogger(__name__)


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for «extract this»
    """Mark a text for the catalogues where it is not yet to be said."""
    return text


def language_of(locale: str | None) -> str:
    """Give the language that a client's locale asks for; bokmål when it asks for nothing known."""
    tag = (locale or "").lower().replace("_", "-").split("-")[0]
    if tag == "no":
        return "nb"
    return tag if tag in LANGUAGES else ("en" if tag else "nb")


class Words:
    """One language: call it with the bokmål text and its placeholders."""

    def __init__(self, language: str, catalogue: dict[str, str | tuple[str, ...]]) -> None:
        self.language = language
        self._catalogue = catalogue

    def __call__(self, text: str, /, **values: object) -> str:
        """Say a text; a text that the catalogue lacks is said in bokmål."""
        found = self._catalogue.get(text, text)
        said = found if isinstance(found, str) else found[0]
        return said.format(**values) if values else said

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Say how many: `one` for 1, else `many`; `n` is a placeholder in both."""
        found = self._catalogue.get(one)
        forms = found if isinstance(found, tuple) else (one, many)
        return forms[0 if n == 1 else -1].format(n=n, **values)

    def day(self, day: date) -> str:
        """Write a day the way the language does, as «24. desember 2026»."""
        return format_date(day, format="long", locale=BABEL_LOCALES[self.language])

    def short_day(self, moment: datetime) -> str:
        """Write the Norwegian day of a moment shortly, as «24. des.»."""
        pattern = "d MMM" if self.language == "en" else "d. MMM"
        return format_date(oslo_day(moment), format=pattern, locale=BABEL_LOCALES[self.language])

    def when(self, moment: datetime) -> str:
        """Write a moment in Norwegian time, as «24. des. 2026, 14:05»."""
        return _when(self.language, moment)

    def ago(self, moment: datetime, now: datetime) -> str:
        """Write how long ago a moment was, as «for 3 timer siden»."""
        locale = BABEL_LOCALES[self.language]
        return format_timedelta(moment - now, add_direction=True, locale=locale)

    def listing(self, parts: Iterable[str]) -> str:
        """Join names the way people do: «a, b og c»."""
        names = list(parts)
        if len(names) < 2:
            return "".join(names)
        last_two = self("{a} og {b}", a=names[-2], b=names[-1])
        return ", ".join([*names[:-2], last_two])


@lru_cache(maxsize=4096)  # the newest entries are shown again and again
def _when(language: str, moment: datetime) -> str:
    pattern = "d MMM y, HH:mm" if language == "en" else "d. MMM y 'kl.'\N{NO-BREAK SPACE}HH:mm"
    local = moment.astimezone(OSLO)
    return format_datetime(local, format=pattern, locale=BABEL_LOCALES[language])


@lru_cache(maxsize=8)
def words(language: str) -> Words:
    """Give a language's words; an unknown language speaks bokmål."""
    known = language if language in LANGUAGES else "nb"
    return Words(known, {} if known == "nb" else _catalogue(known))


def _catalogue(language: str) -> dict[str, str | tuple[str, ...]]:
    file = resources.files("cards") / "locales" / f"{language}.po"
    if not file.is_file():
        _log.warning("catalogue missing: %s", language)
        return {}
    catalogue = read_po(BytesIO(file.read_bytes()), locale=BABEL_LOCALES[language])
    found: dict[str, str | tuple[str, ...]] = {}
    for message in catalogue:
        said = message.string
        forms = said if isinstance(said, tuple | list) else (said,)
        if not message.id or not all(forms) or message.fuzzy:
            continue
        if isinstance(message.id, str):
            found[message.id] = str(forms[0])
        else:
            found[str(message.id[0])] = tuple(str(form) for form in forms)
    return found
