"""The Microsoft 365 Agents SDK on aiohttp, by its lightest handler."""

import echo
from aiohttp import web
from microsoft_agents.activity import InvokeResponse
from microsoft_agents.hosting.aiohttp import CloudAdapter, jwt_authorization_middleware
from microsoft_agents.hosting.core import (
    ActivityHandler,
    AgentAuthConfiguration,
    AnonymousTokenProvider,
    ConnectionManager,
    TurnContext,
)
from microsoft_agents.hosting.core.authorization import _entra_issuers as issuers

SETTINGS = AgentAuthConfiguration(
    client_id=echo.APP_ID,
    tenant_id="bench",
    client_secret="bench",  # noqa: S106 - opens nothing
)


class AtOnce(AnonymousTokenProvider):
    """Gives the bot's own token without asking anybody: its fetching is not what is measured."""

    @property
    def configuration(self) -> AgentAuthConfiguration:
        """Give the settings."""
        return SETTINGS

    async def get_access_token(
        self, resource_url: str, scopes: list[str], force_refresh: bool = False
    ) -> str:
        """Give the token."""
        return "bench"


class Echo(ActivityHandler):
    """Answers task/fetch with a card."""

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        """Say back what was asked for."""
        said = turn_context.activity.value["data"]["dialog"]
        return InvokeResponse(status=200, body=echo.task_of(said))


def main() -> None:
    """Serve; the address of the keys is no setting of the SDK's."""
    issuers.BOTFRAMEWORK_JWKS_URIS[echo.ISSUER] = echo.KEYS_URL
    manager = ConnectionManager(
        provider_factory=lambda _: AtOnce(),
        connections_configurations={"SERVICE_CONNECTION": SETTINGS},
    )
    adapter = CloudAdapter(connection_manager=manager)
    agent = Echo()

    async def messages(request: web.Request) -> web.Response:
        return await adapter.process(request, agent)

    app = web.Application(middlewares=[jwt_authorization_middleware])
    app["agent_configuration"] = manager.get_default_connection_configuration()
    app.router.add_post(echo.PATH, messages)
    web.run_app(app, host=echo.HOST, port=echo.PORT, access_log=None, print=None)


if __name__ == "__main__":
    main()
