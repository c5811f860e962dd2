"""Everything that can be searched, in the order of the page; a new kind is one line here."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tryggve.web.search import of_knowledge, of_plans, of_rooms
from tryggve.web.search.entry import SearchKind

KINDS: tuple[SearchKind, ...] = (
    SearchKind("planer", _("Planer"), of_plans.plans),
    SearchKind("omraden", _("Prioriterade områden"), of_plans.priorities),
    SearchKind("mal", _("Mål i planer"), of_plans.goals),
    SearchKind("atgarder", _("Åtgärder"), of_plans.measures),
    SearchKind("aktiviteter", _("Aktiviteter"), of_plans.activities),
    SearchKind("beslut", _("Beslut"), of_plans.decisions),
    SearchKind("lagesbilder", _("Lägesbilder"), of_rooms.pictures),
    SearchKind("problem", _("Problem"), of_rooms.problems),
    SearchKind("uppfoljning", _("Rapportperioder"), of_rooms.periods),
    SearchKind("utvarderingar", _("Utvärderingar"), of_rooms.evaluations),
    SearchKind("samverkan", _("Samverkan"), of_rooms.cooperation),
    SearchKind("indikatorer", _("Indikatorer"), of_knowledge.indicators),
    SearchKind("platser", _("Platser"), of_knowledge.places),
    SearchKind("enheter", _("Enheter"), of_knowledge.units),
    SearchKind("kunskap", _("Kunskapsbanken"), of_knowledge.evidence),
    SearchKind("hjalp", _("Hjälp"), of_knowledge.help_pages),
)
