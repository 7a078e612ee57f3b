"""A small OpenID Connect provider of the test's own, on this machine: discovery, tokens, signed by a key it makes."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET, CODE = "endorr", "en hemlighet mellan servrar", "kod-1"


@dataclass
class Provider:
    """What it vouches for (`claims`), with which key it signs, and what it was asked."""

    url: str
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    claims: dict[str, Any] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)

    def token(self) -> str:
        instant = int(time.time())
        told = {"iss": self.url, "aud": CLIENT, "sub": "42", "iat": instant, "exp": instant + 60, **self.claims}
        return jwt.encode(told, self.key, algorithm="RS256", headers={"kid": "1"})

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/in",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "userinfo_endpoint": f"{self.url}/who",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }


class _Server(ThreadingHTTPServer):
    provider: Provider


class _Answers(BaseHTTPRequestHandler):
    server: _Server

    def _say(self, status: int, told: dict[str, Any]) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        provider = self.server.provider
        pages = {"/.well-known/openid-configuration": provider.discovery(), "/who": {"sub": "42", **provider.claims}}
        found = pages.get(self.path)
        self._say(200 if found else 404, found or {})

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        told = {name: values[0] for name, values in sent.items()}
        self.server.provider.asked.append(told)
        right = (told.get("code"), told.get("client_secret")) == (CODE, SECRET)
        answer = {"access_token": "a", "token_type": "Bearer", "id_token": self.server.provider.token()}
        self._say(200 if right else 400, answer if right else {"error": "invalid_grant"})

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's own name
        """Say nothing on the terminal."""


@contextmanager
def standing() -> Iterator[Provider]:
    """Keep a provider standing on a free port of this machine."""
    server = _Server(("127.0.0.1", 0), _Answers)
    server.provider = Provider(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.provider
    finally:
        server.shutdown()
        server.server_close()
