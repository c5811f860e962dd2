"""Questions on series, each answered by Findings."""

from tryggve.analysis.findings import findings_for
from tryggve.analysis.ranking import top_findings

__all__ = ["findings_for", "top_findings"]
