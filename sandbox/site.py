"""Serves the web client and the two libraries that it draws cards and text with."""

from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler

_WEB = Path(__file__).parent / "web"
_LIBRARIES = {
    "adaptivecards.js": "adaptivecards/dist/adaptivecards.min.js",
    "markdown-it.js": "markdown-it/dist/markdown-it.min.js",
}
_POLICY = "default-src 'self'; img-src 'self' data: https:; style-src 'self' 'unsafe-inline'"


def missing_libraries(node_modules: Path) -> list[Path]:
    """Give the files that npm should have put in place and that are not there."""
    return [p for name in _LIBRARIES.values() if not (p := node_modules / name).is_file()]


def routes(node_modules: Path) -> list[web.AbstractRouteDef]:
    """Give the routes of the page."""

    async def page(_: web.Request) -> web.FileResponse:
        return web.FileResponse(_WEB / "index.html")

    async def library(request: web.Request) -> web.FileResponse:
        found = _LIBRARIES.get(request.match_info["name"])
        if found is None or not (node_modules / found).is_file():
            raise web.HTTPNotFound(text="The web client's packages are missing: run `npm ci`.")
        return web.FileResponse(node_modules / found)

    return [
        web.get("/", page),
        web.get("/lib/{name}", library),
        web.static("/web", _WEB),
    ]


@web.middleware
async def headers(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let the page run its own scripts alone, and let the browser ask for each file again."""
    response = await handler(request)
    if not response.prepared:
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Cache-Control", "no-cache")
    return response
