"""Microsoft's Teams SDK on its own FastAPI and uvicorn."""

import asyncio
from dataclasses import replace

import echo
import uvicorn
from fastapi import FastAPI
from microsoft_teams.api import (
    Attachment,
    CardTaskModuleTaskInfo,
    TaskFetchInvokeActivity,
    TaskModuleContinueResponse,
    TaskModuleResponse,
)
from microsoft_teams.api.auth.cloud_environment import PUBLIC
from microsoft_teams.apps import ActivityContext, App, FastAPIAdapter


def _server(app: FastAPI) -> uvicorn.Server:
    config = uvicorn.Config(
        app, host=echo.HOST, port=echo.PORT, log_level="warning", access_log=False
    )
    return uvicorn.Server(config)


def main() -> None:
    """Serve."""
    cloud = replace(PUBLIC, openid_metadata_url=echo.METADATA_URL, token_issuer=echo.ISSUER)
    app = App(
        client_id=echo.APP_ID,
        client_secret="bench",  # noqa: S106 - opens nothing
        cloud=cloud,
        fetch_user_token=False,
        http_server_adapter=FastAPIAdapter(server_factory=_server),
    )

    @app.on_dialog_open
    async def echoed(context: ActivityContext[TaskFetchInvokeActivity]) -> TaskModuleResponse:
        said = context.activity.value.data["dialog"]
        card = Attachment(content_type=echo.ADAPTIVE, content=echo.card_of(said))
        info = CardTaskModuleTaskInfo(title="Echo", height="medium", width="medium", card=card)
        return TaskModuleResponse(task=TaskModuleContinueResponse(value=info))

    asyncio.run(app.start(echo.PORT))


if __name__ == "__main__":
    main()
