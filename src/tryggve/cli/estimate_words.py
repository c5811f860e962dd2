"""The words of `tryggve estimate`, in Swedish and English."""

from __future__ import annotations

from collections.abc import Mapping

from tryggve.errors import Language

Words = Mapping[str, tuple[str, str]]

DESIGN: Words = {
    "table": ("tabell", "table"),
    "files": ("Underlag", "Input"),
    "design": ("Urval", "Design"),
    "plain": ("ett obundet slumpmässigt urval", "one simple random sample"),
    "stratified": ("stratifierat, {strata} strata", "stratified, {strata} strata"),
    "clusters": ("{psu} kluster", "{psu} clusters"),
    "weighted": ("vikter: {name}", "weights: {name}"),
    "unweighted": ("utan vikter", "no weights"),
    "fpc": ("med ändlighetskorrektion", "with finite population correction"),
    "no_fpc": ("utan ändlighetskorrektion", "no finite population correction"),
    "rows": ("{n} rader, {df} frihetsgrader.", "{n} rows, {df} degrees of freedom."),
    "interval": ("Intervall: 95 %, {method}.", "Intervals: 95 %, {method}."),
    "flagged": (
        "Grupper med färre än {n} svar är märkta och prövas inte. Innan siffrorna visas för andra: lägg till "
        "--suppress, som döljer dem och det som skulle röja dem.",
        "Groups with fewer than {n} answers are flagged and not tested. Before others see the figures: add "
        "--suppress, which hides them and what would give them away.",
    ),
    "suppressed": (
        "Grupper med färre än {n} svar visas inte.",
        "Groups with fewer than {n} answers are not shown.",
    ),
    "t": ("t-fördelning med gruppens frihetsgrader", "t with the group's degrees of freedom"),
    "normal": ("normalfördelning", "normal"),
    "logit": ("logit och t-fördelning med gruppens frihetsgrader", "logit and t with the group's degrees of freedom"),
    "dropped": (
        "{n} rader utan vikt är borttagna och räknas inte till urvalet.",
        "{n} rows without weight were dropped and are no part of the sample.",
    ),
    "lone": ("{n} strata har bara en dragen enhet: {rule}.", "{n} strata hold one drawn unit only: {rule}."),
    "lone_adjust": (
        "deras fel räknas från hela urvalets mitt, vilket är försiktigt",
        "their error is taken from the middle of the whole sample, which is cautious",
    ),
    "lone_certainty": ("de räknas som säkra urval, utan fel", "they count as certain, without error"),
    "lone_remove": ("de räknas inte med i felet", "they are left out of the error"),
    "lone_average": ("de får de andra stratas medelfel", "they get the mean error of the others"),
    "outside": (
        "Någon gräns ligger utanför 0–100 %: få svar, eller en andel nära 0 eller 100. "
        "--interval logit håller sig inom.",
        "Some limit lies outside 0–100 %: few answers, or a share near 0 or 100. --interval logit stays inside.",
    ),
    "protected": (
        "Fler grupper döljs för att en liten grupp inte ska kunna räknas ut ur summan. "
        "Med --missing VAR=KOD räknas den lilla gruppen som utan svar på VAR, och de andra kan visas.",
        "More groups are hidden so that a small one cannot be worked out from the total. "
        "With --missing VAR=CODE the small group counts as having no answer to VAR, and the others can be shown.",
    ),
    "unseen": (
        "Varning: ingen har svarat {code} i {measure}. Kontrollera koden.",
        "Warning: nobody answered {code} in {measure}. Check the code.",
    ),
}

HEADINGS: Words = {
    "share": (
        "Andel {measure}: {used} svar används, {lost} rader utan svar på frågan.",
        "Share {measure}: {used} answers used, {lost} rows without an answer to the question.",
    ),
    "mean": (
        "Medelvärde {measure}: {used} svar används, {lost} rader utan svar på frågan.",
        "Mean {measure}: {used} answers used, {lost} rows without an answer to the question.",
    ),
    "share_value": ("Andel, %", "Share, %"),
    "mean_value": ("Medelvärde", "Mean"),
    "limits": ("95 % intervall", "95 % interval"),
    "n": ("Svar", "Answers"),
    "n_eff": ("Effektiva svar", "Effective answers"),
    "deff": ("Designeffekt", "Design effect"),
    "all": ("alla", "everybody"),
    "change": (
        "Förändring i {variable}: senare minus tidigare, {n} prövade tillsammans (Holm).",
        "Change in {variable}: later minus earlier, {n} tested together (Holm).",
    ),
    "gap": (
        "Skillnad i {variable}: första minus andra, {n} prövade tillsammans (Holm).",
        "Gap in {variable}: first minus second, {n} tested together (Holm).",
    ),
    "smallest": (" Minsta skillnad som betyder något: {d}.", " Smallest difference that matters: {d}."),
    "points": (" procentenheter", " percentage points"),
    "no_smallest": (
        " Ange --smallest-change för att även kunna säga ”oförändrat” och ”underlaget räcker inte”.",
        " Say --smallest-change to be able to say “unchanged” and “not enough data” too.",
    ),
    "measure": ("Mått", "Measure"),
    "group": ("Grupp", "Group"),
    "pair": ("Jämförelse", "Comparison"),
    "difference": ("Skillnad", "Difference"),
    "margin": ("Felmarginal ±", "Margin ±"),
    "holm": ("p (Holm)", "p (Holm)"),
    "verdict": ("Omdöme", "Verdict"),
}

FLAGS: Words = {
    "empty": ("inga svar", "no answers"),
    "few": ("för få svar", "too few answers"),
    "complement": ("visas inte (skyddar en liten grupp)", "not shown (protects a small group)"),
    "constant": ("alla svarade lika", "all answered alike"),
    "one_unit": ("felet är inte känt", "error not known"),
}

VERDICTS: Words = {
    "up": ("Säkerställd ökning", "Clear increase"),
    "down": ("Säkerställd minskning", "Clear decrease"),
    "same": ("Oförändrat", "Unchanged"),
    "none": ("Ingen säkerställd förändring", "No clear change"),
    "short": ("Underlaget räcker inte", "Not enough data to tell"),
    "few": ("För få svar", "Too few answers"),
    "no_error": ("Går inte att pröva", "Cannot be tested"),
}

GAP_VERDICTS: Words = {
    **VERDICTS,
    "up": ("Säkerställt högre", "Clearly higher"),
    "down": ("Säkerställt lägre", "Clearly lower"),
    "same": ("Ingen skillnad som betyder något", "No difference that matters"),
    "none": ("Ingen säkerställd skillnad", "No clear difference"),
}


def words(table: Words, name: str, language: Language) -> str:
    """Return an entry in one language."""
    return table[name][0 if language == "sv" else 1]
