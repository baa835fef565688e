"""The forms of a page, as a browser would send them."""

from collections import defaultdict
from html.parser import HTMLParser


class Forms(HTMLParser):
    """{address: {field: values}}; a button that has a form and a name is a field too."""

    def __init__(self, html):
        super().__init__()
        self.found, self.open, self.by_id = defaultdict(lambda: defaultdict(set)), None, {}
        self.select = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            posts = (attrs.get("method") or "").lower() == "post"
            self.open = attrs.get("hx-post") or (attrs.get("action", "") if posts else None)
            self.by_id[attrs.get("id")] = self.open
            if self.open is not None:
                self.found[self.open]
        form = self.by_id.get(attrs["form"]) if "form" in attrs else self.open
        if tag in ("input", "select", "textarea", "button") and form is not None and attrs.get("name"):
            self.found[form][attrs["name"]].add(attrs.get("value") or "")
        if tag == "select":
            self.select = (form, attrs.get("name"))
        if tag == "option" and self.select and self.select[0] is not None:
            self.found[self.select[0]][self.select[1]].add(attrs.get("value") or "")

    def handle_endtag(self, tag):
        if tag == "form":
            self.open = None
        if tag == "select":
            self.select = None


def forms_of(answer):
    is_page = answer.headers["Content-Type"].startswith("text/html")
    return Forms(answer.content.decode()).found if is_page else {}
