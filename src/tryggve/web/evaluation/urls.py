"""Addresses of the evaluation room."""

from django.urls import path

from tryggve.web.evaluation import change_views, design_views, views, writing_views

app_name = "evaluation"
urlpatterns = [
    path("utvardering/", views.index, name="index"),
    path("utvardering/plan/<int:plan>/ny/", writing_views.begin, name="begin"),
    path("utvardering/<int:pk>/", views.evaluation, name="evaluation"),
    path("utvardering/<int:pk>/utvardering.pdf", views.pdf, name="pdf"),
    path("utvardering/<int:pk>/andra/", writing_views.frame, name="frame"),
    path("utvardering/<int:pk>/mal/<int:goal>/", writing_views.goal, name="goal"),
    path("utvardering/<int:pk>/omrade/<int:priority>/", writing_views.priority, name="priority"),
    path("utvardering/<int:pk>/avsluta/", writing_views.finish, name="finish"),
    path("utvardering/<int:pk>/kasta/", writing_views.discard, name="discard"),
    path("utvardering/<int:pk>/reviderad-plan/", writing_views.revise, name="revise"),
    path("plan/<int:pk>/utvarderingsdesign/", design_views.designs, name="designs"),
    path("plan/<int:pk>/utvarderingsdesign/forslag/", design_views.write_proposed, name="write_proposed"),
    path("plan/<int:pk>/skillnader/", change_views.differences, name="differences"),
    path("mal/<int:pk>/utvarderingsdesign/", design_views.design, name="design"),
    path("mal/<int:pk>/utvarderingsdesign/ta-bort/", design_views.drop, name="drop_design"),
    path("mal/<int:pk>/andra-beslutat/", change_views.change, name="change_goal"),
]
