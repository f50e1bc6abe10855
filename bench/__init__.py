"""Measures of Veche: ratios within one run, written to docs/benchmarks.md by `make bench`."""
