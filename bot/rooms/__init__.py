"""The coordination rooms of logs: made, kept in line, and posted in."""
