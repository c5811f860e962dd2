"""Addresses of the decisions room."""

from django.urls import path

from tryggve.web.decisions import public_views, views

app_name = "decisions"
urlpatterns = [
    path("beslut/", views.overview, name="overview"),
    path("beslut/<int:plan>/", views.case, name="case"),
    path("beslut/<int:plan>/beslut/", views.decide, name="decide"),
    path("beslut/<int:plan>/lage/", views.move, name="move"),
    path("beslut/<int:plan>/remiss/", views.consult, name="consult"),
    path("beslut/<int:plan>/nasta/", views.plan_next, name="plan_next"),
    path("beslut/remissvar/<int:pk>/", views.type_in, name="type_in"),
    path("remiss/<str:token>/", public_views.consultation, name="consultation"),
    path("plan/<int:pk>/plan.pdf", public_views.draft_pdf, name="draft_pdf"),
    path("trygghetsplan/", public_views.plans, name="public_plans"),
    path("trygghetsplan/<int:pk>/", public_views.plan, name="public_plan"),
    path("trygghetsplan/<int:pk>/plan.pdf", public_views.plan_pdf, name="plan_pdf"),
]
