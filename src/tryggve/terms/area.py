"""Areas: the nation, counties, municipalities and the areas inside a municipality."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

MADE_UP_COUNTY = "99"  # no Swedish county has this code


class AreaKind(StrEnum):
    """What sort of area it is (Sv: områdestyp)."""

    NATION = "nation"
    COUNTY = "county"
    MUNICIPALITY = "municipality"
    DISTRICT = "district"  # an area inside the municipality (Sv: delområde)
    REST = "rest"  # all of the parent but one district or municipality (Sv: övriga kommunen, övriga länet)


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """A geographical area (Sv: område, plats).

    ``code`` is ``00`` for the nation, two digits for a county, four for a municipality, ``2081:romme`` for a district
    and ``2081:romme:rest`` for all of the parent but that district.
    """

    code: str
    name: str
    kind: AreaKind
    parent: str = ""

    @property
    def made_up(self) -> bool:
        """Whether the area belongs to the example municipality's invented county; shown on every page."""
        return self.code.startswith(MADE_UP_COUNTY)

    @property
    def slug(self) -> str:
        """The name as a lasting web address: ``Upplands-Bro`` gives ``upplands-bro``, ``Åmål`` gives ``amal``."""
        return slug(self.name)


def slug(text: str) -> str:
    """Return ``text`` in lower case with å, ä, ö as a, a, o and everything else that is no letter or digit as ``-``."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
