"""Botbuilder's stock CloudAdapter, with the one bug mended that no invoke survives."""

from typing import Any

import echo
from aiohttp import web
from botbuilder.core import TurnContext
from botbuilder.core.teams import TeamsActivityHandler
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
from botbuilder.integration.aiohttp import cloud_adapter as integration
from botbuilder.schema import Attachment
from botbuilder.schema.teams import (
    TaskModuleContinueResponse,
    TaskModuleRequest,
    TaskModuleResponse,
    TaskModuleTaskInfo,
)

_serialized = integration.serializer_helper


def _once(body: Any) -> Any:
    """Let be what the handler has made a dict: a dict cannot be serialised again."""
    return body if isinstance(body, dict) else _serialized(body)


class Config:
    """The settings of the adapter."""

    APP_ID = echo.APP_ID
    APP_PASSWORD = "bench"  # noqa: S105 - opens nothing
    APP_TYPE = "MultiTenant"
    TO_BOT_FROM_CHANNEL_TOKEN_ISSUER = echo.ISSUER
    TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL = echo.METADATA_URL
    TO_CHANNEL_FROM_BOT_OAUTH_SCOPE = echo.ISSUER
    OAUTH_URL = echo.KEYS_URL


class Echo(TeamsActivityHandler):
    """Answers task/fetch with a card."""

    async def on_teams_task_module_fetch(
        self, turn_context: TurnContext, task_module_request: TaskModuleRequest
    ) -> TaskModuleResponse:
        """Say back what was asked for."""
        said = task_module_request.data["dialog"]
        card = Attachment(content_type=echo.ADAPTIVE, content=echo.card_of(said))
        info = TaskModuleTaskInfo(title="Echo", height="medium", width="medium", card=card)
        return TaskModuleResponse(task=TaskModuleContinueResponse(value=info))


def main() -> None:
    """Serve."""
    integration.serializer_helper = _once
    adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(Config()))
    bot = Echo()

    async def messages(request: web.Request) -> web.Response:
        return await adapter.process(request, bot)

    app = web.Application()
    app.router.add_post(echo.PATH, messages)
    web.run_app(app, host=echo.HOST, port=echo.PORT, access_log=None, print=None)


if __name__ == "__main__":
    main()
