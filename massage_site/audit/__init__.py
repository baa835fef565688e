"""Who opened what, and what they did there: one table that only ever grows."""
