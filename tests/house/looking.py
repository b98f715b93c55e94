"""What a page looks at of all that a browser sends: a page asks nothing of what it never reads."""

from contextlib import contextmanager

from django.http import QueryDict

from sightline.project import plain_text


@contextmanager
def names_read(monkeypatch):
    """The names that a page looks up in what was asked of it or sent to it; all, if it walks."""
    read = set()

    def spied(method, every):
        plain = getattr(QueryDict, method)

        def look(self, *args, **kwargs):
            # while it is being filled from the request it is still open, and nobody reads it
            if not self._mutable:
                read.update(self.keys() if every else args[:1])
            return plain(self, *args, **kwargs)

        return look

    walk = plain_text._plain

    def door(sent):
        # the door walks everything that is sent to any page: that is not the page's reading
        before = set(read)
        plain = walk(sent)
        read.intersection_update(before)
        return plain

    with monkeypatch.context() as patch:
        patch.setattr(plain_text, "_plain", door)
        for method in ("__getitem__", "get", "getlist", "__contains__", "pop", "setdefault"):
            patch.setattr(QueryDict, method, spied(method, every=False))
        for method in ("items", "lists", "values", "dict", "copy", "urlencode"):
            patch.setattr(QueryDict, method, spied(method, every=True))
        yield read
