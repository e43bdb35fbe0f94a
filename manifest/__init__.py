"""The Teams app package: the manifest with its texts, the icons, the rules, and the zip."""
