"""What is every answer told to forbid? Foreign scripts, frames, guesses at types, and keeping personal data."""

from flask import Flask, Response, request

SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # the arrows and ticks of Bootstrap's controls
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
POLICY = "; ".join(f"{kind} {sources}" for kind, sources in SOURCES.items())
YEAR_SECONDS = 31_536_000


def init_app(app: Flask) -> None:
    """Send them with every answer, errors and files included."""
    app.after_request(protect)


def protect(response: Response) -> Response:
    """A page may hold somebody's number, so nothing keeps it unless it says itself that it may be kept."""
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    response.headers.setdefault("Cache-Control", "no-store")
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = f"max-age={YEAR_SECONDS}; includeSubDomains"
    return response
