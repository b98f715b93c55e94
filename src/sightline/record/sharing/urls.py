"""Addresses of sharing with parents, all below a child, so that each is guarded by the child."""

from django.urls import path

from sightline.record.sharing import views

app_name = "sharing"

HERE = "child/<int:child_id>/sharing/"
urlpatterns = [
    path(f"{HERE}<int:step_id>/", views.sharing, name="sharing"),
    path(f"{HERE}<int:step_id>/not-sent/<int:person_id>/", views.withhold, name="withhold"),
    path(f"{HERE}<int:step_id>/said/<int:person_id>/", views.remark, name="remark"),
    path(f"{HERE}answer/<int:event_id>/", views.answer, name="answer"),
]
