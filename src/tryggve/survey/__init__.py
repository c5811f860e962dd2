"""Design-based estimation from microdata."""

from tryggve.survey.design import Design, Lonely
from tryggve.survey.estimates import Flag, SurveyEstimate
from tryggve.survey.intervals import IntervalMethod
from tryggve.survey.measures import Measure, index, mean, share
from tryggve.survey.orders import Gap, Order
from tryggve.survey.publication import Publication, publish
from tryggve.survey.surveys import Survey

__all__ = [
    "Design",
    "Flag",
    "Gap",
    "IntervalMethod",
    "Lonely",
    "Measure",
    "Order",
    "Publication",
    "Survey",
    "SurveyEstimate",
    "index",
    "mean",
    "publish",
    "share",
]
