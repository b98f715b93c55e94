"""Addresses of documents: each below the child it is about, and the blank forms."""

from django.urls import path

from sightline.record.documents import blank_pages, plain_pages, sent_pages, views

app_name = "documents"

ONE = "child/<int:child_id>/documents/<slug:document>/"
SENT = "child/<int:child_id>/sent/<int:event_id>/"

urlpatterns = [
    path("child/<int:child_id>/documents/", views.documents, name="list"),
    path(ONE, views.choose, name="choose"),
    path(f"{ONE}preview", views.preview, name="preview"),
    path(f"{ONE}plain-words", plain_pages.plain, name="plain_words"),
    path(f"{ONE}preview.pdf", views.preview_pdf, name="preview_pdf"),
    path(SENT, sent_pages.sent, name="sent"),
    path(f"{SENT}as-sent.pdf", sent_pages.sent_pdf, name="sent_pdf"),
    path("blank-forms/", blank_pages.index, name="blanks"),
    path("blank-forms/<slug:process>/<slug:page>/", blank_pages.blank_form, name="blank"),
    path("blank-forms/<slug:process>/<slug:page>/blank.pdf", blank_pages.blank_pdf,
         name="blank_pdf"),
]
