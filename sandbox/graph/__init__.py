"""The part of Microsoft Graph that a bot needs to keep rooms: teams, channels, members, apps."""
