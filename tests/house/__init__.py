"""Rules of the house that no tool knows: each rule is a function, proved by a planted bad sample."""
