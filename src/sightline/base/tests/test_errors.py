import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent

from sightline.base import errors
from sightline.base.tests.drawn import request

CASES = [
    (errors.bad_request, 400, "could not be understood"),
    (errors.page_not_found, 404, "no such page"),
]


@pytest.mark.parametrize(("view", "status", "words"), CASES)
def test_an_error_page_says_what_to_do_in_plain_words(view, status, words):
    response = view(request(), None)
    assert response.status_code == status
    assert words in response.content.decode()
    assert "Jo Patel" in response.content.decode()


@pytest.mark.parametrize("kind", [RequestDataTooBig, TooManyFieldsSent])
def test_what_is_too_large_is_said_to_be_with_what_to_do(kind):
    response = errors.bad_request(request(), kind("more than settings.DATA_UPLOAD_..."))
    assert response.status_code == 413
    said = response.content.decode()
    assert "too large" in said
    assert "what you typed is still on the page" in said
    assert "DATA_UPLOAD" not in said


def test_a_refusal_gives_the_reason_of_the_policy():
    response = errors.permission_denied(request(), PermissionDenied("You are not in the team."))
    assert response.status_code == 403
    assert "You are not in the team." in response.content.decode()


def test_a_fault_is_told_without_asking_who_is_signed_in():
    class Broken:
        @property
        def is_authenticated(self):
            raise RuntimeError("the database is away")

    response = errors.server_error(request(user=Broken()))
    assert response.status_code == 500
    assert "The fault is ours" in response.content.decode()
