"""Addresses of the board."""

from django.urls import path

from sightline.partnership.board import views

app_name = "board"

urlpatterns = [
    path("board/", views.bodies, name="bodies"),
    path("board/new/", views.new_body, name="new_body"),
    path("board/<int:body_id>/", views.grid, name="grid"),
    path("board/<int:body_id>/attendance.csv", views.export, name="export"),
    path("board/<int:body_id>/seats/", views.seats, name="seats"),
    path("board/<int:body_id>/meetings/new/", views.new_meeting, name="new_meeting"),
    path("board/meetings/<int:meeting_id>/", views.meeting, name="meeting"),
    path("board/meetings/<int:meeting_id>/mark/", views.mark, name="mark"),
    path("board/meetings/<int:meeting_id>/correct/", views.correct, name="correct"),
]
