"""Addresses of the alerts."""

from django.urls import path

from sightline.oversight.drift import views

app_name = "drift"

urlpatterns = [path("alerts/", views.alerts, name="alerts")]
