"""Addresses of the returns that were prepared and signed off."""

from django.urls import path

from sightline.returns.submissions import views

urlpatterns = [
    path("returns/", views.returns, name="returns"),
    path("returns/prepare/", views.make, name="return_prepare"),
    path("returns/prepared/<int:prepared_id>/", views.one, name="return_prepared"),
    path("returns/prepared/<int:prepared_id>/sign-off/", views.sign, name="return_sign_off"),
    path("returns/prepared/<int:prepared_id>/changes/", views.changes, name="return_changes"),
    path("returns/prepared/<int:prepared_id>/findings/", views.findings, name="return_findings"),
    path("returns/prepared/<int:prepared_id>/file/", views.file, name="return_file"),
]
