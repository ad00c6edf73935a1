"""The WSGI application: ``gunicorn wsgi:app``."""

from greening.web.app import create_app
from greening.wiring import wiring

app = create_app(wiring())
