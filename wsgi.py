"""The WSGI application: ``gunicorn wsgi:application``."""

from greening.web.app import create_app
from greening.wiring import wiring

application = create_app(wiring())
