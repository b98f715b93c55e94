"""Addresses of the referral form: open to all, but for the list of what waits."""

from django.urls import path

from sightline.portal.referral_form import views

app_name = "referral_form"

urlpatterns = [
    path("refer/", views.choose, name="choose"),
    path("refer/<slug:code>/", views.refer, name="refer"),
    path("refer/<slug:code>/unborn/", views.refer, {"form": "unborn"}, name="unborn"),
    path("refer/receipt/<str:secret>/", views.receipt, name="receipt"),
    path("refer/receipt/<str:secret>/print", views.printed, name="printed"),
    path("referral-forms/waiting/", views.waiting, name="waiting"),
]
