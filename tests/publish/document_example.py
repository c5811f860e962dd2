"""A document of every kind of block, about the made-up municipality."""

from __future__ import annotations

import datetime as dt

from tryggve.publish.blocks import ClaimBlock, Document, Facts, FigureBlock, Heading, Paragraph, TableBlock

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="80">'
    '<rect width="300" height="40" fill="#0b6e63"/></svg>'
)


def example(*more, **changed):
    blocks = (
        Paragraph("Planen gäller 2024–2026 och vilar på fyra slutsatser.", lead=True),
        Facts((("Beslutad", "Kommunfullmäktige 15 december 2023, § 142"), ("Diarienummer", "KS 2023/0418"))),
        Heading(1, "Trygga unga"),
        Paragraph("Ett första stycke.\n\nEtt andra stycke."),
        ClaimBlock(
            symbol="✓",
            state="Stämmer fortfarande",
            tone="better",
            text="Unga kvinnor känner sig mindre trygga än unga män på kvällen.",
            detail="Samma fråga ger samma svar i dagens siffror.",
        ),
        ClaimBlock(symbol="✕", state="Stämmer inte längre", tone="worse", text="Unga mäns trygghet minskar."),
        ClaimBlock(symbol="○", state="Går inte att avgöra", tone="unknown", text="Fler unga utsätts för rån."),
        Heading(2, "Mål"),
        TableBlock(
            caption="Mål inom området",
            head=("Mål", "Ansvarig", "Budget"),
            rows=(("65 procent av unga kvinnor trygga", "Fritid", "600"), ("Inga utsatta områden", "Teknik", "1 200")),
            numeric=frozenset({2}),
        ),
        FigureBlock(svg=SVG, alt="Ett streck som visar 300 av 400.", caption="Så långt har vi kommit."),
        *more,
    )
    parts = {
        "title": "Trygghetsplan 2024–2026",
        "language": "sv",
        "author": "Ekhamra kommun",
        "made": dt.date(2023, 12, 15),
        "kicker": "Beslutad plan",
        "note": "Ekhamra är en påhittad kommun. Alla siffror här är exempel.",
        "blocks": blocks,
    }
    return Document(**(parts | changed))
