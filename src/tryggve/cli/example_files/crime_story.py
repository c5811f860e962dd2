"""What the made-up Brå workbook holds: crimes per 100,000 and NTU shares, as true levels by year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

CRIME_YEARS: Final = tuple(range(2017, 2025))
REVISED_CRIME_YEARS: Final = (*CRIME_YEARS, 2025)
NTU_YEARS: Final = tuple(range(2017, 2026))
PEOPLE: Final = {"Ekhamra": 38_000, "Fjällviks län": 245_000, "Exempellandet": 4_100_000}


@dataclass(frozen=True, slots=True, kw_only=True)
class CrimeStory:
    """Reported crime of one kind: true number per 100,000 in the nation, Ekhamra's ratio to it and its yearly drift."""

    sheet: str
    title: str
    per_100k: float
    ratio: float = 1.0
    drift: float = 0.0


CRIMES: Final = (
    CrimeStory(sheet="Totalt", title="Totalt antal anmälda brott", per_100k=12_600, ratio=1.04, drift=-0.010),
    CrimeStory(sheet="Skadegörelse", title="Skadegörelsebrott", per_100k=1750, ratio=1.10, drift=-0.020),
    CrimeStory(sheet="Narkotikabrott", title="Narkotikabrott", per_100k=1080, ratio=0.90, drift=0.010),
    CrimeStory(sheet="Våld ute vuxna", title="Våld i offentlig miljö mot vuxna", per_100k=255, ratio=1.05),
    CrimeStory(
        sheet="Nära relation kvinnor",
        title="Våld i nära relationer, mot kvinnor",
        per_100k=160,
        ratio=1.10,
        drift=0.02,
    ),
    CrimeStory(sheet="Nära relation män", title="Våld i nära relationer, mot män", per_100k=42, drift=0.01),
    CrimeStory(
        sheet="Våld inne flickor", title="Våld i inomhusmiljö mot barn och unga, flickor", per_100k=68, drift=0.02
    ),
    CrimeStory(sheet="Våld ute flickor", title="Våld i offentlig miljö mot barn och unga, flickor", per_100k=33),
    CrimeStory(
        sheet="Våld inne pojkar", title="Våld i inomhusmiljö mot barn och unga, pojkar", per_100k=79, drift=0.02
    ),
    CrimeStory(sheet="Våld ute pojkar", title="Våld i offentlig miljö mot barn och unga, pojkar", per_100k=74),
    CrimeStory(sheet="Personrån unga", title="Rån mot privatperson, unga", per_100k=17, ratio=0.8, drift=-0.01),
    CrimeStory(sheet="Stöld", title="Stöld och tillgreppsbrott, totalt", per_100k=3150, ratio=1.02, drift=-0.035),
    CrimeStory(sheet="Bilbrott", title="Bilbrott", per_100k=640, ratio=0.95, drift=-0.04),
    CrimeStory(sheet="Bostadsinbrott", title="Bostadsinbrott", per_100k=118, ratio=0.85, drift=-0.06),
    CrimeStory(sheet="Trafikbrott", title="Trafikbrott, totalt", per_100k=720, ratio=1.15),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NtuStory:
    """One NTU question: true shares (per cent) in 2017 and 2025 for Ekhamra, county and nation, straight in between.

    ``path`` gives Ekhamra's truth year by year instead where it is no straight line.
    """

    sheet: str
    title: str
    says: str
    first: tuple[float, float, float]
    last: tuple[float, float, float]
    path: tuple[float, ...] = ()


_VICTIM: Final = "Andel (%) utsatta i befolkningen (16–84 år)."
_HOUSEHOLDS: Final = "Andel (%) utsatta hushåll."
_AFRAID: Final = "Andel (%) i befolkningen (16–84 år) som oroar sig ganska/mycket ofta."
_DONE: Final = "Andel (%) i befolkningen (16–84 år) som ganska/mycket ofta gjort detta."
_PROBLEM: Final = "Andel (%) i befolkningen (16–84 år) som upplever problem i stor utsträckning."
_UNSAFE: Final = (
    "Andel (%) i befolkningen (16–84 år) som känner sig ganska/mycket otrygga samt de som avstår från att gå ut på "
    "grund av otrygghet."
)
_HERE: Final = "i det egna bostadsområdet"

NTU: Final = (
    NtuStory(
        sheet="Misshandel",
        title="Självrapporterad utsatthet för misshandel",
        says=_VICTIM,
        first=(3.6, 3.1, 3.2),
        last=(3.0, 2.6, 2.7),
    ),
    NtuStory(
        sheet="Sexualbrott",
        title="Självrapporterad utsatthet för sexualbrott",
        says=_VICTIM,
        first=(5.0, 5.3, 5.6),
        last=(4.3, 4.5, 4.6),
    ),
    NtuStory(
        sheet="Rån",
        title="Självrapporterad utsatthet för rån",
        says=_VICTIM,
        first=(1.3, 1.2, 1.4),
        last=(1.2, 1.1, 1.3),
    ),
    NtuStory(
        sheet="Försäljningsbedrägeri",
        title="Självrapporterad utsatthet för försäljningsbedrägeri",
        says=_VICTIM,
        first=(4.6, 4.7, 4.9),
        last=(5.6, 5.7, 5.8),
    ),
    NtuStory(
        sheet="Kortbedrägeri",
        title="Självrapporterad utsatthet för kortbedrägeri",
        says=_VICTIM,
        first=(4.2, 4.6, 5.1),
        last=(6.1, 6.4, 6.9),
    ),
    NtuStory(
        sheet="Cykelstöld",
        title="Självrapporterad utsatthet för cykelstöld bland cykelägare",
        says=_HOUSEHOLDS,
        first=(9.5, 9.8, 11.2),
        last=(7.9, 8.3, 9.6),
    ),
    NtuStory(
        sheet="Otrygghet utomhus",
        title=f"Otrygghet vid utevistelse sent på kvällen {_HERE}",
        says=_UNSAFE,
        first=(33.0, 26.5, 29.0),
        last=(20.5, 24.5, 26.0),
        path=(33.0, 36.0, 34.0, 30.0, 25.0, 24.0, 23.0, 21.5, 20.5),
    ),
    NtuStory(
        sheet="Oro misshandel",
        title="Oro för att utsättas för misshandel",
        says=_AFRAID,
        first=(11.5, 10.5, 12.0),
        last=(10.0, 9.5, 11.0),
    ),
    NtuStory(
        sheet="Oro sexualbrott",
        title="Oro för att utsättas för våldtäkt/sexuella angrepp",
        says=_AFRAID,
        first=(10.8, 10.2, 11.6),
        last=(9.5, 9.4, 10.6),
    ),
    NtuStory(
        sheet="Oro bostadsinbrott",
        title="Oro för att utsättas för bostadsinbrott",
        says=_AFRAID,
        first=(14.5, 14.0, 16.5),
        last=(9.0, 9.5, 11.0),
    ),
    NtuStory(
        sheet="Oro bil",
        title="Oro för att utsättas för stöld av/skadegörelse på bil (bland hushåll som ägde bil)",
        says=_AFRAID,
        first=(13.0, 12.0, 14.5),
        last=(10.5, 10.0, 12.0),
    ),
    NtuStory(
        sheet="Valt annan väg",
        title="Valt en annan väg eller ett annat färdsätt på grund av oro för att utsättas för brott",
        says=_DONE,
        first=(14.0, 13.0, 15.5),
        last=(13.0, 12.5, 15.0),
    ),
    NtuStory(
        sheet="Avstått aktivitet",
        title="Avstått från någon aktivitet på grund av oro för att utsättas för brott",
        says=_DONE,
        first=(7.0, 6.5, 8.0),
        last=(7.0, 6.5, 8.0),
    ),
    NtuStory(
        sheet="Problem skadegörelse",
        title=f"Problem med skadegörelse {_HERE}",
        says=_PROBLEM,
        first=(9.5, 7.5, 8.5),
        last=(8.0, 6.5, 7.5),
    ),
    NtuStory(
        sheet="Problem klotter",
        title=f"Problem med klotter {_HERE}",
        says=_PROBLEM,
        first=(6.0, 4.5, 7.0),
        last=(5.0, 4.0, 6.5),
    ),
    NtuStory(
        sheet="Problem fortkörning",
        title=f"Problem med fortkörning {_HERE}",
        says=_PROBLEM,
        first=(24.0, 23.0, 22.0),
        last=(26.0, 25.0, 24.0),
    ),
    NtuStory(
        sheet="Problem störande körning",
        title=f"Problem med övrig störande körning {_HERE}",
        says=_PROBLEM,
        first=(15.0, 13.5, 13.0),
        last=(18.0, 16.0, 15.5),
    ),
    NtuStory(
        sheet="Problem påverkade",
        title=f"Problem med personer påverkade av alkohol eller droger {_HERE}",
        says=_PROBLEM,
        first=(10.5, 8.0, 9.5),
        last=(9.0, 7.0, 8.5),
    ),
    NtuStory(
        sheet="Problem gäng",
        title=f"Problem med gäng som uppehåller sig {_HERE}",
        says=_PROBLEM,
        first=(8.5, 5.5, 7.5),
        last=(7.5, 5.0, 7.0),
    ),
    NtuStory(
        sheet="Problem narkotika",
        title=f"Problem med öppen narkotikahandel {_HERE}",
        says=_PROBLEM,
        first=(9.0, 6.0, 7.5),
        last=(8.5, 6.0, 7.5),
    ),
)
NTU_ANSWERS: Final = {"Ekhamra": 330, "Fjällviks län": 2350, "Exempellandet": 61_500}
