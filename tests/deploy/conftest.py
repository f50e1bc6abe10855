"""A city served as `deploy/` serves it: pages by gunicorn, the shipped proxy in front."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.deploy.front import NAME, free_port, gunicorn, nginx
from tests.faults.conftest import Site, nursery, site

__all__ = ["nursery", "site"]  # fixtures


@dataclass(frozen=True)
class Front:
    """The ports of a city in service."""

    site: Site
    server: int
    proxy: int


@pytest.fixture
def env(site: Site, tmp_path: Path) -> dict[str, str]:
    """The settings of the service, as in `deploy/veche.env`."""
    return {
        **site.ward.env,
        "VECHE_PUBLIC_BASE_URL": f"https://{NAME}",
        "VECHE_PROXY_HOPS": "1",
    }


@pytest.fixture
def front(site: Site, env: dict[str, str], tmp_path: Path) -> Iterator[Front]:
    """One machine's pages behind the proxy."""
    port = free_port()
    with gunicorn(env, port), nginx(tmp_path / "nginx", [port]) as proxy:
        yield Front(site, port, proxy)
