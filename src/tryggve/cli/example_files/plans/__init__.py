"""Plans as files: the two municipalities whose pages are public, and the made-up Ekhamra's."""

from __future__ import annotations

from importlib import resources

from tryggve.plan.plan_file import PlanFile, parse_toml_plan


def example_plan(name: str) -> PlanFile:
    """Return one of the plan files of this folder, by its name without ending."""
    file = f"{name}.toml"
    return parse_toml_plan(resources.files(__name__).joinpath(file).read_text(encoding="utf-8"), file=file)
