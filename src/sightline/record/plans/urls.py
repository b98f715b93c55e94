"""Addresses of plans, below the child so that each is guarded by the child."""

from django.urls import path

from sightline.record.plans import views

app_name = "plans"

urlpatterns = [
    path("record/<int:child_id>/plan/<int:step_id>/", views.show, name="show"),
    path("record/<int:child_id>/plan/<int:step_id>/write", views.editor, name="editor"),
    path("record/<int:child_id>/plan/<int:step_id>/draft", views.draft, name="draft"),
]
