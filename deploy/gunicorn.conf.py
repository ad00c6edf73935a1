"""Gunicorn behind a reverse proxy: `gunicorn -c deploy/gunicorn.conf.py wsgi:app`."""

import multiprocessing
import os

bind = os.environ.get("GREENING_BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("GREENING_WEB_WORKERS", str(multiprocessing.cpu_count())))
threads = 8
preload_app = True
timeout = 60
graceful_timeout = 30
max_requests = 20_000
max_requests_jitter = 2_000
accesslog = None
"""The proxy keeps the access log; addresses of readers are personal data and are kept once."""
