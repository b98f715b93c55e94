"""The addresses of the directory."""

from django.urls import path

from sightline.people.directory import editing, homes, keeping, making, reading, siblings

urlpatterns = [
    path("people/new", making.new, name="people_new"),
    path("people/<int:child_id>/", reading.person, name="person"),
    path("people/<int:child_id>/family/<int:person_id>/", reading.relative, name="person_relative"),
    path("people/<int:child_id>/withhold", keeping.withhold, name="person_withhold"),
    path("people/<int:child_id>/limit", keeping.limit, name="person_limit"),
    path("people/<int:child_id>/households", homes.households, name="person_households"),
    path("people/<int:child_id>/households/new", homes.new_home, name="person_new_home"),
    path(
        "people/<int:child_id>/households/<int:place_id>/in",
        homes.move_in,
        name="person_move_in",
    ),
    path(
        "people/<int:child_id>/households/<int:place_id>/right",
        homes.put_place_right,
        name="person_place_right",
    ),
    path(
        "people/<int:child_id>/households/<int:place_id>/address",
        homes.right_address,
        name="person_right_address",
    ),
    path("people/<int:child_id>/siblings", siblings.siblings, name="person_siblings"),
    path("people/<int:child_id>/relate", editing.relate_to, name="person_relate"),
    path(
        "people/<int:child_id>/put-right/<slug:kind>/<int:row_id>",
        editing.put_right,
        name="person_put_right",
    ),
    path(
        "people/<int:child_id>/family/<int:person_id>/<slug:section>",
        editing.add_of_relative,
        name="person_relative_section",
    ),
    path("people/<int:child_id>/<slug:section>", editing.add, name="person_section"),
]
