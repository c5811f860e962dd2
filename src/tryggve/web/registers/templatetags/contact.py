"""How anybody reaches the coordination function, on the public pages."""

from __future__ import annotations

from django import template

from tryggve.web.frame import own_place
from tryggve.web.registers.queries import coordination_of

register = template.Library()


@register.inclusion_tag("registers/public_contact.html")
def public_contact() -> dict[str, object]:
    """Show the coordination function with its address; nothing where none is registered."""
    found = coordination_of(own_place().code)
    return {"coordination": found if found and (found.email or found.phone) else None}
