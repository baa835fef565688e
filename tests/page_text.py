"""The words that a page shows, taken out of its HTML block by block, as a reader meets them."""

from html.parser import HTMLParser

BLOCKS = {"p", "li", "h1", "h2", "h3", "dt", "dd", "a", "button", "label", "div", "section", "summary", "td", "th"}


class _Words(HTMLParser):
    def __init__(self):
        super().__init__()
        self.blocks, self.in_main = [""], False

    def handle_starttag(self, tag, attrs):
        self.in_main = self.in_main or tag == "main"
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_endtag(self, tag):
        if tag == "main":
            self.in_main = False
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_data(self, data):
        if self.in_main:
            self.blocks[-1] += data


def texts_of(response):
    """Each block of text inside <main>, white space made single."""
    words = _Words()
    words.feed(response.content.decode())
    return [" ".join(block.split()) for block in words.blocks if block.strip()]
