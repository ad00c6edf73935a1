"""What does a browser fetch beside the page? A stylesheet, a script and drawings, put together and packed at start.

The address holds a digest of the content, so a browser keeps a file for ever and asks again only for a new one.
"""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import brotli
from flask import Blueprint, Flask, Response, abort, request, url_for

from greening.web.auth import open_to_all

FOLDER = Path(__file__).with_name("static")
STYLES = ("tokens", "base", "controls", "shell", "truth", "tables", "forms", "review")
BUNDLES: Mapping[str, tuple[str, ...]] = {
    "app.css": ("vendor/bootstrap-5.3.9/bootstrap.min.css", *(f"css/{part}.css" for part in STYLES)),
    "app.js": ("vendor/htmx-2.0.11/htmx.min.js", "app.js", "keys.js", "review.js", "quest.js"),
    "icons.svg": ("icons.svg",),
    "mark.svg": ("mark.svg",),
}
KINDS: Mapping[str, str] = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
QUALITY = 10
"""Of brotli, up to 11: a twelfth smaller than 9 and still packed in a tenth of a second."""
FOR_EVER = "public, max-age=31536000, immutable"

bp = Blueprint("assets", __name__, url_prefix="/assets")


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent: plain, and packed in the ways that browsers name, the smallest first."""

    body: bytes
    packed: Mapping[str, bytes]
    mimetype: str
    digest: str


@cache
def assets() -> Mapping[str, Asset]:
    """All files by name; read once a process."""
    return {name: _put_together(name, parts) for name, parts in BUNDLES.items()}


def init_app(app: Flask) -> None:
    """Serve the files and let templates name them by `asset`."""
    assets()  # before the web server forks, so that its processes share them
    app.register_blueprint(bp)
    app.add_template_global(address, "asset")


def address(name: str) -> str:
    """Where the file of this name is now."""
    return url_for("assets.file", digest=assets()[name].digest, name=name)


@bp.get("/<digest>/<name>")
@open_to_all
def file(digest: str, name: str) -> Response:
    """A file. One that a page of an older version asks for is answered with the newest, but not kept."""
    asset = assets().get(name) or abort(404)
    packing = request.accept_encodings.best_match(asset.packed)
    response = Response(asset.packed[packing] if packing else asset.body, mimetype=asset.mimetype)
    if packing:
        response.content_encoding = packing
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = FOR_EVER if digest == asset.digest else "no-cache"
    return response


def _put_together(name: str, parts: tuple[str, ...]) -> Asset:
    body = b"\n".join((FOLDER / part).read_bytes() for part in parts)
    digest = hashlib.sha256(body).hexdigest()[:16]
    packed = {"br": brotli.compress(body, quality=QUALITY), "gzip": gzip.compress(body, mtime=0)}
    return Asset(body, packed, KINDS[Path(name).suffix], digest)
