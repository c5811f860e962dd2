"""What is true in Ekhamra: the population's own figures, which every example file is drawn from.

Nothing here describes a real place. The samples in the files differ from these figures by chance, as samples do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MUNICIPALITY: Final = "Ekhamra"
COUNTY: Final = "Fjällviks län"
NATION: Final = "Exempellandet"
MADE_UP_SV: Final = (
    "Påhittat exempel: Ekhamra, Fjällviks län och Exempellandet finns inte. Ingen siffra gäller en verklig plats."
)
MADE_UP_EN: Final = (
    "Made-up example: Ekhamra, Fjällviks län and Exempellandet do not exist. No figure is about a real place."
)

OLD_YEARS: Final = (2016, 2017, 2018, 2019, 2020)
NEW_YEARS: Final = (2021, 2022, 2023, 2024, 2025)
SEXES: Final = ("Kvinna", "Man")
AGES: Final = ("16-29", "30-64", "65-84")
BIRTH: Final = ("Sverige", "Övriga Norden", "Övriga Europa", "Övriga världen")


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaStory:
    """One of the six areas (Sv: delområde): its people and what is true of them.

    ``adults`` are aged 16-84, ``ages`` their shares by age group and ``abroad`` the share born abroad. ``sampled`` is
    the yearly sample. ``index_offset`` is in index points against the municipality. ``evening`` is the per cent that is
    safe outdoors in the evening 2021-2025.
    """

    name: str
    code: str
    adults: int
    sampled: int
    ages: tuple[float, float, float]
    abroad: float
    index_offset: float
    evening: tuple[float, ...]


AREAS: Final = (
    AreaStory(
        name="Centrum",
        code="9901:centrum",
        adults=8100,
        sampled=600,
        ages=(0.26, 0.50, 0.24),
        abroad=0.22,
        index_offset=-2.0,
        evening=(58.5, 59.5, 60.5, 62.5, 64.0),
    ),
    AreaStory(
        name="Norrbacken",
        code="9901:norrbacken",
        adults=3900,
        sampled=620,
        ages=(0.28, 0.54, 0.18),
        abroad=0.42,
        index_offset=-9.0,
        evening=(56.0, 54.0, 50.0, 46.0, 42.0),
    ),
    AreaStory(
        name="Sörgården",
        code="9901:sorgarden",
        adults=5400,
        sampled=480,
        ages=(0.18, 0.60, 0.22),
        abroad=0.10,
        index_offset=3.0,
        evening=(64.0, 66.0, 67.5, 70.0, 72.0),
    ),
    AreaStory(
        name="Viken",
        code="9901:viken",
        adults=4200,
        sampled=480,
        ages=(0.24, 0.53, 0.23),
        abroad=0.28,
        index_offset=-4.0,
        evening=(57.0, 59.5, 63.5, 67.5, 70.5),
    ),
    AreaStory(
        name="Åsbyn",
        code="9901:asbyn",
        adults=3600,
        sampled=400,
        ages=(0.17, 0.53, 0.30),
        abroad=0.09,
        index_offset=1.5,
        evening=(62.5, 63.5, 65.0, 68.0, 70.5),
    ),
    AreaStory(
        name="Landsbygden",
        code="9901:landsbygden",
        adults=4800,
        sampled=420,
        ages=(0.15, 0.54, 0.31),
        abroad=0.07,
        index_offset=5.0,
        evening=(68.0, 70.0, 71.5, 75.0, 78.5),
    ),
)

# The safety index 0-100 by sex and age group, 2016-2020: up until 2018, a drop in 2019 mainly among men and the young.
INDEX: Final[dict[tuple[str, str], tuple[float, ...]]] = {
    ("Kvinna", "16-29"): (53.5, 55.5, 58.0, 52.5, 54.5),
    ("Kvinna", "30-64"): (55.0, 57.0, 59.0, 57.0, 58.0),
    ("Kvinna", "65-84"): (54.5, 56.5, 58.0, 57.0, 57.5),
    ("Man", "16-29"): (58.5, 61.0, 63.5, 51.5, 55.5),
    ("Man", "30-64"): (58.0, 60.5, 62.5, 55.5, 58.0),
    ("Man", "65-84"): (56.5, 58.5, 60.0, 58.0, 59.0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStory:
    """A question from 2021: which share of the municipality gives the better half of the answers, year by year.

    ``codes`` are the answer codes from the one counted last to the one counted first; the last ``counted`` of them
    make up the share. ``woman``, ``young``, ``old`` and ``area`` tilt the score of those groups (standard deviations);
    ``area`` multiplies the area's index offset.
    """

    name: str
    codes: tuple[int, ...]
    counted: int
    share: tuple[float, ...]
    woman: float = 0.0
    young: float = 0.0
    old: float = 0.0
    area: float = 0.0


EVENING: Final = "trygg_kvall"
FOUR_GRADES: Final = (1, 2, 3, 4)
ITEMS: Final = (
    ItemStory(name=EVENING, codes=FOUR_GRADES, counted=2, share=(), woman=-0.55, young=-0.10, old=-0.15),
    ItemStory(
        name="trygg_hemma",
        codes=FOUR_GRADES,
        counted=2,
        share=(93.0, 93.2, 92.8, 93.1, 93.4),
        woman=-0.15,
        area=0.04,
    ),
    ItemStory(
        name="trygg_skola_arbete",
        codes=FOUR_GRADES,
        counted=2,
        share=(88.0, 88.4, 87.9, 88.1, 88.2),
        woman=-0.10,
        young=-0.25,
        area=0.02,
    ),
    ItemStory(
        name="oro_vald",
        codes=(4, 3, 2, 1),  # 4 = never, 1 = very often; the share counts those who worry often
        counted=2,
        share=(27.0, 26.5, 26.0, 25.0, 24.0),
        woman=0.35,
        young=0.20,
        area=-0.04,
    ),
    ItemStory(
        name="utsatt_brott",
        codes=(2, 1),
        counted=1,
        share=(16.5, 16.0, 16.4, 15.8, 15.6),
        young=0.45,
        old=-0.35,
        area=-0.03,
    ),
    ItemStory(
        name="litar_pa_andra",
        codes=FOUR_GRADES,
        counted=2,
        share=(66.0, 66.2, 65.8, 66.1, 66.0),
        young=-0.30,
        old=0.15,
        area=0.04,
    ),
)
INDEX_ITEMS: Final = ("trygg_ute", "trygg_ran", "trygg_inbrott")
ITEM_OFFSETS: Final = (-0.35, 0.10, 0.25)  # scale steps: outdoors is the item people rate lowest

# What the police's list holds: (list year, area, category). One of two areas left the list in 2023.
POLICE_LIST: Final = (
    (2019, "Norrbacken", "Utsatt område"),
    (2019, "Viken", "Utsatt område"),
    (2021, "Norrbacken", "Utsatt område"),
    (2021, "Viken", "Utsatt område"),
    (2023, "Norrbacken", "Utsatt område"),
    (2025, "Norrbacken", "Utsatt område"),
)
