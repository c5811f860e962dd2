"""The made-up municipality Ekhamra: a program that writes its files in the formats of the real sources."""

from tryggve.cli.example_files.folder import DEFAULT_SEED, write_example

__all__ = ["DEFAULT_SEED", "write_example"]
