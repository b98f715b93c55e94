"""The address of a task about a child, below the child so that the child guards it."""

from django.urls import path

from sightline.record.tasks import views

app_name = "tasks"

urlpatterns = [
    path("child/<int:child_id>/task/<int:task_id>/", views.task, name="task"),
]
