"""The log: one row for each massage."""
