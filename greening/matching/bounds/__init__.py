"""Which pairs need not be compared? What numbers tell of a pair before anybody reads it, and how much it can be worth at most."""
