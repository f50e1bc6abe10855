"""A second opinion on every date: the law walked day by day, without a line of `regimes/`."""
