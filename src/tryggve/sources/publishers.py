"""The publishers whose files are read: who they are, under which terms, and how they are cited."""

from __future__ import annotations

from tryggve.terms import Source

_ALL = (
    Source(
        code="bra_kommun",
        publisher="Brottsförebyggande rådet (Brå)",
        title_sv="Indikatorer för kommuners lägesbild",
        title_en="Indicators for municipalities' situation pictures",
        address="https://bra.se/statistik/indikatorer-for-kommuners-lagesbild",
        licence="Officiell statistik, källan anges",
    ),
    Source(
        code="hlv",
        publisher="Folkhälsomyndigheten och regionen",
        title_sv="Hälsa på lika villkor (HLV), nationella folkhälsoenkäten",
        title_en="Health on equal terms, the national public health survey",
        address="https://www.folkhalsomyndigheten.se",
        licence="Källan anges",
    ),
    Source(
        code="scb_mu",
        publisher="Statistiska centralbyrån (SCB)",
        title_sv="Medborgarundersökningen",
        title_en="The citizen survey",
        address="https://www.scb.se/me0003",
        licence="CC0, källan anges",
    ),
    Source(
        code="scb",
        publisher="Statistiska centralbyrån (SCB)",
        title_sv="Statistikdatabasen",
        title_en="The statistical database",
        address="https://www.statistikdatabasen.scb.se",
        licence="CC0, källan anges",
    ),
    Source(
        code="police_areas",
        publisher="Polismyndigheten",
        title_sv="Lista över utsatta områden",
        title_en="List of exposed areas",
        address="https://polisen.se",
        licence="Källan anges",
    ),
    Source(
        code="trygghetsmatning",
        publisher="Polisen och kommunen",
        title_sv="Polisens och kommunens trygghetsmätning",
        title_en="The police and municipality safety survey",
        address="https://polisen.se",
        licence="Källan anges",
    ),
    Source(
        code="local",
        publisher="Kommunen",
        title_sv="Kommunens egen tabell",
        title_en="The municipality's own table",
        address="",
        licence="Kommunens egna uppgifter",
    ),
)

SOURCES: dict[str, Source] = {source.code: source for source in _ALL}
