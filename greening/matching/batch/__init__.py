"""Which records of a whole base are one? Found and bounded by numbers, compared by the model, kept as columns."""
