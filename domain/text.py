"""Text that people type: made tidy, and refused when it holds what nobody types on purpose."""

import re
import unicodedata

BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that make text read otherwise than it is stored; right-to-left letters are welcome."""

_UNWANTED = re.compile(f"[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{''.join(BIDI_CONTROLS)}]")
"""The control characters (category Cc) but tab and line feed, the surrogates (Cs), and those."""


class UnwantedCharacter(ValueError):
    """The text holds a control character."""


def tidy(text: str) -> str:
    """Give the text in NFC with plain line ends and no space around it.

    Emoji and right-to-left letters stay. Raises `UnwantedCharacter` for control characters other
    than line ends and tabs, for lone surrogates, and for bidi controls.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _UNWANTED.search(text):
        raise UnwantedCharacter
    return unicodedata.normalize("NFC", text).strip()
