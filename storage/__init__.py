"""What is kept: tables, the unit of work, the log, its projections, and their migrations."""
