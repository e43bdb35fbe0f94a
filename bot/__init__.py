"""The edge: Teams, the web, the clock, the command line; everything that waits for something."""
