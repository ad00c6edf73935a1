"""Which records of a whole base are one? Found by DuckDB, bounded by numbers, compared by the model, kept as columns."""
