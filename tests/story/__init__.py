"""The story, told in a browser to the real product."""
