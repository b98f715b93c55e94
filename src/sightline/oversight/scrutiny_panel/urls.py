"""Addresses of the scrutiny panel."""

from django.urls import path

from sightline.oversight.scrutiny_panel import printing, seating, views

app_name = "scrutiny_panel"

urlpatterns = [
    path("scrutiny-panel/", views.home, name="home"),
    path("scrutiny-panel/found/", views.found, name="found"),
    path("scrutiny-panel/members/", seating.members, name="members"),
    path("scrutiny-panel/days/", seating.days, name="days"),
    path("scrutiny-panel/<int:meeting_id>/", views.agenda, name="agenda"),
    path("scrutiny-panel/<int:meeting_id>/print/", printing.paper, name="paper"),
    path("scrutiny-panel/<int:meeting_id>/panel.pdf", printing.paper_pdf, name="paper_pdf"),
    path("scrutiny-panel/<int:meeting_id>/call-off/", seating.call_off, name="call_off"),
    path(
        "child/<int:child_id>/scrutiny-panel/<int:step_id>/", views.child, name="child"
    ),
]
