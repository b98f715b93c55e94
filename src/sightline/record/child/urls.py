"""Addresses of the child's page and of what hangs from it."""

from django.urls import path

from sightline.record.child import chronologies, views

urlpatterns = [
    path("child/<int:child_id>/", views.child, name="child"),
    path("child/<int:child_id>/situation/", views.situation_now, name="situation_now"),
    path("child/<int:child_id>/situation.pdf", views.situation_pdf, name="situation_pdf"),
    path("child/<int:child_id>/put-right/", views.to_put_right, name="put_right"),
    path("child/<int:child_id>/journey/", views.journey, name="journey"),
    path("child/<int:child_id>/chronology/", chronologies.chronology, name="chronology"),
    path("child/<int:child_id>/chronology/<int:event_id>/weigh/", chronologies.weigh,
         name="weigh_event"),
    path("child/<int:child_id>/looked/", views.looked, name="who_has_looked"),
]
