"""Addresses of return health and of the rules, each explained."""

from django.urls import path

from sightline.returns.health import rule_pages, views

urlpatterns = [
    path("returns/health/", views.health, name="return_health"),
    path("returns/rules/", rule_pages.rules, name="return_rules"),
    path("returns/rules/<slug:code>/", rule_pages.rule, name="return_rule"),
]
