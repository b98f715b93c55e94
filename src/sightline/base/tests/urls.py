"""The base has no pages of its own."""

urlpatterns: list[object] = []
