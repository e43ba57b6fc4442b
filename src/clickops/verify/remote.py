"""A server that the user named with `--url`: that host alone is spoken to, redirects are not followed, TLS is verified.

Credentials come from the environment: CLICKOPS_USER and CLICKOPS_PASSWORD, or CLICKOPS_TOKEN. They are sent over TLS
or to this machine, and no message holds them.
"""

from __future__ import annotations

import base64
import http.client
import ipaddress
import ssl
from collections.abc import Mapping
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

import msgspec

from clickops.verify import machine
from clickops.verify.engines import EngineError, UnansweredError

_SECONDS = 120  # for one answer
_SAID = 400  # characters of what a server says


class Server(msgspec.Struct, frozen=True):
    """A host that speaks HTTP, and what every request to it carries; `str` gives its address without credentials."""

    scheme: str
    host: str
    port: int
    path: str = ""  # what stands behind the host in the URL
    user: str = ""
    headers: Mapping[str, str] = {}

    def __str__(self) -> str:
        """Give what a message may show."""
        return f"{self.scheme}://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"

    def call(
        self, method: str, path: str, body: str | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, bytes]:
        """Ask, and give status and content; raises EngineError for a redirect or missing rights, and without answer."""
        content = None if body is None else body.encode()
        try:
            connection = self._connection()
            try:
                connection.request(method, path, content, {**self.headers, **(headers or {})})
                response = connection.getresponse()
                answer = response.read()
            finally:
                connection.close()
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise UnansweredError(f"{self} does not answer: {error or type(error).__name__}") from None
        if 300 <= response.status < 400:
            raise EngineError(f"{self} redirects to another address, which is not followed: name that one")
        if response.status == 401:
            raise EngineError(
                f"{self} does not accept the credentials (401): set CLICKOPS_USER and CLICKOPS_PASSWORD, "
                f"or CLICKOPS_TOKEN. {said(answer)}"
            )
        if response.status == 403:
            raise EngineError(f"{self} does not allow {method} {path.partition('?')[0]} (403): {said(answer)}")
        return response.status, answer

    def _connection(self) -> http.client.HTTPConnection:
        if self.scheme == "http":
            return http.client.HTTPConnection(self.host, self.port, timeout=_SECONDS)
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(self.host, self.port, timeout=_SECONDS, context=context)


class Address(msgspec.Struct, frozen=True):
    """What a URL says, and the credentials for it."""

    scheme: str
    host: str
    port: int
    path: str
    options: Mapping[str, str]
    user: str
    password: str
    token: str


def said(content: bytes) -> str:
    """Give the beginning of what a server says, as one line."""
    return " ".join(content[: 10 * _SAID].decode(errors="replace").split())[:_SAID]


def local(port: int) -> Server:
    """Give a server that we started ourselves."""
    return Server("http", "127.0.0.1", port)


def server(url: str, *, port: int, bearer: str = "Bearer") -> Server:
    """Read `--url` of a server that speaks HTTP; `bearer` is what it calls CLICKOPS_TOKEN. Raises EngineError."""
    at = address(url, ("https", "http"), port=port)
    headers = {}
    if at.token:
        headers["Authorization"] = f"{bearer} {at.token}"
    elif at.user or at.password:
        headers["Authorization"] = "Basic " + base64.b64encode(f"{at.user}:{at.password}".encode()).decode()
    if headers and at.scheme == "http" and not is_here(at.host):
        raise EngineError("--url begins with http://: credentials are sent over https:// alone, or to this machine")
    return Server(at.scheme, at.host, at.port, at.path, at.user, headers)


def address(url: str, schemes: tuple[str, ...], *, port: int, options: tuple[str, ...] = ()) -> Address:
    """Read `--url` and the environment's credentials; raises EngineError, which shows nothing of a password."""
    try:
        parts = urlsplit(url)
        given = parts.port
    except ValueError:
        raise EngineError("--url is no address: its host or port cannot be read") from None
    wanted = " or ".join(f"{scheme}://" for scheme in schemes)
    if parts.scheme not in schemes:
        raise EngineError(f"--url must begin with {wanted}")
    if parts.password is not None:
        raise EngineError("--url holds a password, which others can see: set CLICKOPS_PASSWORD instead")
    chosen = dict(parse_qsl(parts.query, keep_blank_values=True))
    host = unquote(_host(parts))
    if not host or parts.fragment or not set(chosen) <= set(options):
        raise EngineError(f"--url must be {wanted}HOST[:PORT][/...]")
    user = machine.variable("CLICKOPS_USER") or unquote(parts.username or "")
    password, token = machine.variable("CLICKOPS_PASSWORD"), machine.variable("CLICKOPS_TOKEN").strip()
    for name, value in (("CLICKOPS_USER", user), ("CLICKOPS_TOKEN", token)):
        if not (value.isascii() and value.isprintable()):
            raise EngineError(f"{name} cannot stand in a request: it has signs beside those of ASCII")
    return Address(parts.scheme, host, given or port, parts.path.rstrip("/"), chosen, user, password, token)


def is_here(host: str) -> bool:
    """Whether a host is this machine: its loopback, or a folder with a socket."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.startswith("/")


def _host(parts: SplitResult) -> str:
    """Give the host with its case, which a folder has."""
    place = parts.netloc.rpartition("@")[2]
    return place[1 : place.index("]")] if place.startswith("[") else place.partition(":")[0]
