"""Nothing a person reads is written past the translators: not in a template, not in Python, not in a script."""

import ast
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

ROOT = Path(__file__).resolve().parents[2]
FILES = [Path(name) for name in subprocess.check_output(["git", "ls-files"], cwd=ROOT, text=True).splitlines()]
TEMPLATES = [path for path in FILES if path.parts[0] == "templates" and path.suffix == ".html"]
SCRIPTS = [path for path in FILES if path.suffix == ".js"]
# What only an operator or a developer reads: commands, the checks of a deployment, the furnishing of the demo.
FOR_OPERATORS = {"management", "migrations", "illustrations", "checks.py", "demo.py"}
PYTHON = [
    path
    for path in FILES
    if path.suffix == ".py"
    and path.parts[0] in ("massage_site", "techniques", "sessions")
    and not FOR_OPERATORS & set(path.parts)
]
ATTRIBUTE_BLOCKS = {"main_class", "body_class", "robots"}  # classes and other attributes
READ_ALOUD = {"alt", "title", "placeholder", "aria-label", "aria-description", "aria-roledescription", "label"}
NAMES = {"Handhug", "Infant Massage USA"}
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext"}
HOLE = "\ufffc"  # stands where a tag or a variable stood
FOR_DEVELOPERS = (
    "ValueError",
    "TypeError",
    "LookupError",
    "RuntimeError",
    "ImproperlyConfigured",
    "CatalogueError",
    "CannotRead",
    "logger.",
    "re.",
)
SENTENCE = re.compile(r"^[A-Z][a-z]*,? [a-z]+")
WORDS = re.compile(r"[^\W\d_]{2,}")


class Reader(HTMLParser):
    """Collects what a person reads or hears of a page."""

    def __init__(self):
        super().__init__()
        self.read = []

    def handle_data(self, data):
        self.read.append(re.sub(r'[\w:-]+="[^"]*"', "", data))  # a fragment may hold attributes only

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name in READ_ALOUD or name.startswith("data-say"):
                self.read.append(value or "")


def unmarked_in_template(text: str) -> list[str]:
    """Words of a template that stand outside every translation tag; also those handed to an include."""
    page, marked, unread, found = [], False, False, []
    for token in Lexer(text).tokenize():
        tag = token.contents.split()[0] if token.contents.split() else ""
        if token.token_type == TokenType.TEXT and not marked and not unread:
            page.append(token.contents)
        elif token.token_type == TokenType.BLOCK:
            page.append(HOLE)
            unread = (tag == "block" and token.split_contents()[1] in ATTRIBUTE_BLOCKS) or (
                unread and tag != "endblock"
            )
            if tag in ("blocktranslate", "blocktrans", "comment"):
                marked = True
            elif tag.startswith("end"):
                marked = False
            if tag in ("include", "with", "picture", "icon", "firstof"):
                plain = re.sub(r'_\("[^"]*"\)', "", token.contents)
                found += [each for each in re.findall(r'"([^"]*)"', plain) if re.search(r"[A-Za-z] [A-Za-z]", each)]
        elif token.token_type == TokenType.VAR:
            page.append(HOLE)
            found += [
                each for each in re.findall(r'(?<!_\()"([^"]*)"', token.contents) if re.search(r"[A-Z][a-z]| ", each)
            ]
    reader = Reader()
    reader.feed("".join(page).replace(f"<{HOLE}", "<x"))  # the name of an element may come from a tag
    return [each.strip() for each in reader.read + found if words(each)]


def words(text: str) -> bool:
    for name in NAMES:
        text = text.replace(name, "")
    return bool(WORDS.search(text.replace(HOLE, " ")))


def unmarked_in_python(text: str) -> list[str]:
    """Sentences of a module that no gettext call holds and that are no comment for developers."""
    tree = ast.parse(text)
    spared = set()
    for node in ast.walk(tree):
        called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
        if called in GETTEXT or called.startswith(FOR_DEVELOPERS):
            spared |= {id(each) for each in ast.walk(node)}
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):  # a docstring
            spared.add(id(node.value))
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in spared
        and SENTENCE.search(node.value)
    ]


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_a_template_says_nothing_untranslated(path):
    assert unmarked_in_template((ROOT / path).read_text()) == []


def test_a_module_says_nothing_untranslated():
    assert {str(path): found for path in PYTHON if (found := unmarked_in_python((ROOT / path).read_text()))} == {}


def test_a_script_says_nothing_by_itself():
    found = {}
    for path in SCRIPTS:
        code = re.sub(r"^\s*(//|\*|/\*).*$|\s//.*$", "", (ROOT / path).read_text(), flags=re.M)
        said = [each for each in re.findall(r"""["'`]([^"'`\n]*)["'`]""", code) if SENTENCE.search(each)]
        if said:
            found[str(path)] = said
    assert found == {}


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ('<p>{% translate "Hello" %}</p>', []),
        ("{% blocktranslate %}Hello{% endblocktranslate %}", []),
        ('<img alt="A leg">', ["A leg"]),
        ('<img alt="{% translate "A leg" %}">', []),
        ('{% include "_x.html" with said="Two words" %}', ["Two words"]),
        ('{{ name|default:"Nobody" }}', ["Nobody"]),
        ("{# a comment #}{{ minutes }} · 3", []),
        ("Handhug", []),
    ],
)
def test_the_check_of_templates_sees_what_is_unmarked(template, found):
    assert unmarked_in_template(template) == found


def test_the_check_of_modules_sees_what_is_unmarked():
    assert unmarked_in_python('"""Doc string."""\nx = _("Marked words")\ny = f("Not marked words")') == [
        "Not marked words"
    ]
