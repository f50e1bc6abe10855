"""Pages from several processes: `gunicorn -c python:web.gunicorn_conf 'wsgi:create_app()'` (AD-13).

For a city on PostgreSQL, behind a proxy that buffers: the proxy waits for slow clients, these threads
never do. Letters, mails and clocks are the work of `veche worker` beside it. Names below are gunicorn's
own; VECHE_BIND, VECHE_PROCESSES and VECHE_THREADS choose what depends on the machine.
"""

from typing import Any

from web import occupied, settings

_given = settings.load()

wsgi_app = "wsgi:create_app()"
chdir = str(settings.HOUSE)
bind = [_given.bind]
worker_class = "gthread"
workers = _given.processes
threads = _given.threads
worker_connections = 512  # of one process, those that wait for a thread included

limit_request_line = 4094
limit_request_fields = 100
limit_request_field_size = 8190
timeout = 60  # seconds without a sign of life before a process is ended
graceful_timeout = 30  # seconds that requests under way have at a restart
keepalive = 5  # seconds; the proxy of deploy/ opens a connection a request
max_requests = 20_000  # then a process is replaced, so that nothing can grow for ever
max_requests_jitter = 2_000
preload_app = False  # `kill -HUP` then brings new code, one process after another
forwarded_allow_ips = ""  # gunicorn believes no header; web/security.py counts the proxies
control_socket_disable = True  # nobody talks to it, and two cities of one user would share its file
proc_name = "veche"
accesslog = None  # the proxy keeps one; ours is written by web/logs.py
errorlog = "-"
loglevel = "warning"


def post_worker_init(worker: Any) -> None:
    """Each process says that the city is served."""
    occupied.enter(_given.home)
