"""Gunicorn behind a reverse proxy: `gunicorn -c deploy/gunicorn.conf.py wsgi:app`."""

from greening import config

settings = config.load()

bind = f"{settings.host}:{settings.port or 8000}"
worker_class = "gthread"
workers = settings.web_workers
threads = 4
preload_app = True
timeout = 60
graceful_timeout = 30
max_requests = 20_000
max_requests_jitter = 2_000
accesslog = None
"""The proxy keeps the access log; addresses of readers are personal data and are kept once."""
