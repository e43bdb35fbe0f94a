"""A word in every spelling in which it could lie in a file, a row, a line or an answer."""

import base64
import json
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

_LEAST = 6
"""Letters that a spelling must have to be looked for; fewer are found in what is random."""


_EMPTY, _EMPTY_ENOUGH = re.compile(rb"\0{64,}"), b"\0" * 64
"""What a database's files are full of: room that has not been used."""


def spellings(word: str) -> frozenset[bytes]:
    """Give a word's bytes in all spellings; hunt in lower case too (`found`)."""
    forms = {word, word.casefold(), word.upper(), word.lower(), word.title()}
    forms |= {unicodedata.normalize(form, one) for one in set(forms) for form in ("NFC", "NFD")}
    forms |= {_plain(one) for one in set(forms)}
    every = {spelt for form in forms for spelt in _encoded(form)}
    return frozenset(spelt for spelt in every if len(spelt) >= min(_LEAST, len(word)))


def _plain(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word)
    return "".join(mark for mark in apart if not unicodedata.combining(mark))


def _encoded(form: str) -> Iterator[bytes]:
    raw = form.encode()
    yield from (raw, form.encode("utf-16-le"), form.encode("utf-16-be"))
    yield form.encode("latin-1", "xmlcharrefreplace")
    yield form.encode("ascii", "xmlcharrefreplace")
    yield form.encode("unicode_escape")
    yield json.dumps(form)[1:-1].encode()
    yield repr(raw)[2:-1].encode()
    yield from (quote(form).encode(), quote_plus(form).encode())
    yield from (raw.hex().encode(), raw.hex().upper().encode())
    for code in (base64.b64encode, base64.urlsafe_b64encode):
        for before in range(3):
            begins, ends = -(-before * 8 // 6), (before + len(raw)) * 8 // 6
            yield code(b"\0" * before + raw)[begins:ends]


def found(haystack: bytes, needles: frozenset[bytes]) -> list[bytes]:
    """Give what of a word's spellings lies in some bytes, each with a little around it.

    A spelling in one case is looked for in any case, one in mixed case (as base64) as it is.
    """
    squeezed = _EMPTY.sub(_EMPTY_ENOUGH, haystack)
    lowered = squeezed.lower()
    mixed = {one for one in needles if one not in (one.lower(), one.upper())}
    places = [squeezed.find(one) for one in mixed]
    places += [lowered.find(one) for one in {one.lower() for one in needles - mixed}]
    return sorted({squeezed[max(0, at - 40) : at + 40] for at in places if at >= 0})
