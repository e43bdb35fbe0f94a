"""The policies that ship: versioned TOML, each with its source and its sign-off."""
