"""Where may a person be sent after a form? Only to a page of ours."""

from urllib.parse import urlsplit

from flask import Flask, g, request, url_for


def init_app(app: Flask) -> None:
    """Let templates say `here`."""
    app.add_template_global(here)


def local(target: str) -> str:
    """The path that was asked for, or the front page where it is not plainly a path of ours."""
    parts = urlsplit(target)
    plain = target.startswith("/") and target.isprintable() and "\\" not in target
    outside = target.startswith("//") or parts.scheme or parts.netloc
    return target if plain and not outside else url_for("home.page")


def here() -> str:
    """The path of this page with its query, for coming back to it; of a form that was sent, the front page.

    A view that has another page to come back to says so in `g.here`.
    """
    if at := g.get("here"):
        return str(at)
    if request.method != "GET":
        return url_for("home.page")
    return request.full_path if request.query_string else request.path


def part(page: str) -> str:
    """The template to answer with: the part of the page that htmx swaps, or all of it."""
    folder, _, name = page.rpartition("/")
    return f"{folder}/_{name}" if "HX-Request" in request.headers else page
