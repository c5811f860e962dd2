"""What a situation picture's state allows."""

from __future__ import annotations

from tryggve.errors import NotAllowedError
from tryggve.plan.picture import PictureStatus, missing_parts
from tryggve.web.picture.models import Picture
from tryggve.web.picture.parts import picture_of, require_present
from tryggve.web.plans.models import Part


def may_edit(picture: Picture) -> bool:
    """Tell whether the text may still change; an adopted picture never does."""
    return picture.removed_at is None and not PictureStatus(picture.status).frozen


def may_follow(picture: Picture) -> bool:
    """Tell whether a new version can be made: from an adopted one that no other version follows yet."""
    adopted = picture.removed_at is None and PictureStatus(picture.status).frozen
    return adopted and not picture.later.filter(removed_at__isnull=True).exists()


def require_editable(picture: Picture) -> None:
    """Raise NotAllowedError where the picture is adopted or removed."""
    if not may_edit(picture):
        raise NotAllowedError(
            sv=f"”{picture.title}” är fastställd och ändras inte. Gör en ny version och ändra i den.",
            en=f'"{picture.title}" is adopted and does not change. Make a new version and change that.',
        )


def require_open(part: Part) -> None:
    """Raise NotAllowedError where the part's picture is adopted, or the part or what holds it is removed."""
    require_editable(picture_of(part))
    require_present(part)


def require_followable(picture: Picture) -> None:
    """Raise NotAllowedError where the picture is not adopted, or has a later version already."""
    if not may_follow(picture):
        raise NotAllowedError(
            sv=f"Ingen ny version kan göras av ”{picture.title}”: den är inte fastställd, eller har redan en senare "
            "version. Ändra i den som är utkast.",
            en=f'No new version can be made of "{picture.title}": it is not adopted, or has a later version already. '
            "Change the one that is a draft.",
        )


def require_whole(picture: Picture) -> None:
    """Raise NotAllowedError where one of the law's parts is empty; it says which."""
    lacking = missing_parts({name: getattr(picture, name) for name in ("mapping", "other_information", "analysis")})
    if lacking:
        raise NotAllowedError(
            sv="Lägesbilden kan inte fastställas än. Det här saknas enligt 4 § i lagen (2023:196): "
            f"{', '.join(part.name.sv for part in lacking)}.",
            en="The situation picture cannot be adopted yet. Section 4 of the law (2023:196) also asks for: "
            f"{', '.join(part.name.en for part in lacking)}.",
        )
