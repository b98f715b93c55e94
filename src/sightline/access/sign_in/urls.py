"""The addresses of access: sign in, account, kept work, broken glass, who looked."""

from collections.abc import Iterable
from typing import Any

from allauth.account import views as allauth_account
from allauth.mfa import urls as allauth_mfa
from django.urls import URLPattern, include, path

from sightline.access.policy.guard import OPEN, SIGNED_IN, mark
from sightline.access.sign_in import doors, glass, views

#: Steps of signing in, met before anybody is signed in.
BEFORE = {"mfa_authenticate", "mfa_login_webauthn", "mfa_trust"}


def guarded_by_allauth(patterns: Iterable[Any]) -> None:
    """Mark the pages of the second factor, which allauth guards itself."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            mark(pattern.callback, OPEN if pattern.name in BEFORE else SIGNED_IN)
        else:
            guarded_by_allauth(pattern.url_patterns)


guarded_by_allauth(allauth_mfa.urlpatterns)

urlpatterns = [
    path("accounts/login/", mark(doors.SignIn.as_view(), OPEN), name="account_login"),
    path("accounts/logout/", mark(doors.sign_out, OPEN), name="account_logout"),
    path(
        "accounts/demonstration/<str:username>/",
        mark(doors.demonstrate, OPEN),
        name="demonstrate",
    ),
    path(
        "accounts/inactive/",
        mark(allauth_account.account_inactive, OPEN),
        name="account_inactive",
    ),
    path(
        "accounts/reauthenticate/",
        mark(allauth_account.reauthenticate, SIGNED_IN),
        name="account_reauthenticate",
    ),
    path(
        "accounts/password/change/",
        mark(allauth_account.password_change, SIGNED_IN),
        name="account_change_password",
    ),
    path(
        "accounts/password/set/",
        mark(allauth_account.password_set, SIGNED_IN),
        name="account_set_password",
    ),
    path("accounts/2fa/", include(allauth_mfa)),
    path("accounts/", views.account, name="account"),
    path("accounts/authority/", views.choose_authority, name="choose_authority"),
    path("accounts/kept/", views.kept, name="kept"),
    path("accounts/kept/<int:number>/throw-away/", views.throw_away, name="throw_away_kept"),
    path("access/glass/", glass.glass, name="glass"),
    path("access/glass/<int:child_id>/", glass.break_glass, name="break_glass"),
    path("access/glass/<int:number>/review/", glass.review, name="review_glass"),
    path("access/looked/<int:child_id>/", glass.looked, name="who_has_looked"),
]
