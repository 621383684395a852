"""Benchmarks: figures of the program and its peers; run one with `python benchmarks/<name>.py`."""
