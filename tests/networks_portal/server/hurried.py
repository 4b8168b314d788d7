"""The same application in a server that waits for nobody."""

from networks_portal.server import limits
from tests.networks_portal.server.echo import application

__all__ = ["application"]

limits.HEAD_SECONDS = limits.BODY_SECONDS = 0.1
