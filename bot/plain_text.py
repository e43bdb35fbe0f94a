"""The words of a message that Teams hands over as HTML."""

from html.parser import HTMLParser

_BREAKS = ("br", "p", "div", "li")


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.mentioning = False

    def handle_data(self, data: str) -> None:
        if not self.mentioning:
            self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = dict(attrs).get("itemtype") or ""
        self.mentioning = tag == "at" or kind.endswith("/Mention")
        if tag in _BREAKS and self.parts:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.mentioning = self.mentioning and tag not in ("at", "span")


def plain(html: str) -> str:
    """Give the words of a message without its markup and whom it mentions."""
    parser = _Plain()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts).replace("\xa0", " ").strip()
