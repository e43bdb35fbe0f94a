"""Logs that are broken, one module a flaw, each made of a whole log by whoever holds the database.

A module has `breaks(hand, logg, other)`, the `flaw` (number and code) that verify must name, and
`anchored` True when the flaw shows only beside an anchor that was made before.
"""
