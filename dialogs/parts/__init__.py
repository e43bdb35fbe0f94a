"""Pieces that several dialogs share; a dialog imports these, never another dialog."""
