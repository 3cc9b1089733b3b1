"""A small LMS for tests: it signs in, deep-links and keeps marks as LTI 1.3 says, on loopback."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from jwt.algorithms import RSAAlgorithm

from course.classroom.lti import claims
from course.classroom.lti.platform import Platform

CLIENT, DEPLOYMENT, CONTEXT = "client-7", "deployment-1", "course-42"
_MEMBER = "http://purl.imsglobal.org/vocab/lis/v2/membership#"


class MockLms:
    """Use as a context manager; ``url`` is its address."""

    def __init__(self) -> None:
        self.key = generate_private_key(public_exponent=65537, key_size=2048)
        self.columns: list[dict[str, Any]] = []
        self.scores: list[dict[str, Any]] = []
        self.tool_keys: dict[str, Any] = {}
        self.refuse_scores = 0
        self.key_requests = 0
        self._assertions: set[str] = set()
        mock = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: Any) -> None:
                pass

            def _say(self, found: Any, status: int = 200) -> None:
                body = json.dumps(found).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def _allowed(self) -> bool:
                good = self.headers.get("Authorization") == "Bearer leave-1"
                if not good:
                    self._say({"error": "no leave"}, 401)
                return good

            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                if parts.path == "/keys":
                    mock.key_requests += 1
                    self._say(mock.public())
                elif parts.path == "/items" and self._allowed():
                    wanted = parse_qs(parts.query).get("resource_id", [""])[0]
                    self._say([one for one in mock.columns if one["resourceId"] == wanted])

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                path = urlsplit(self.path).path
                if path == "/token":
                    self._say(*mock.token(parse_qs(body.decode())))
                elif path == "/items" and self._allowed():
                    made = json.loads(body) | {"id": f"{mock.url}/items/{len(mock.columns) + 1}"}
                    mock.columns.append(made)
                    self._say(made, 201)
                elif path.endswith("/scores") and self._allowed():
                    if mock.refuse_scores:
                        mock.refuse_scores -= 1
                        self._say({}, 503)
                        return
                    mock.scores.append(json.loads(body) | {"column": path.removesuffix("/scores")})
                    self._say({})

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> MockLms:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def platform(self) -> Platform:
        """As it would stand in the classroom's settings."""
        return Platform(
            issuer=self.url, client_id=CLIENT, deployments=(DEPLOYMENT,), contexts=(CONTEXT,),
            authorize_url=f"{self.url}/authorize", jwks_url=f"{self.url}/keys", token_url=f"{self.url}/token",
        )  # fmt: skip

    def public(self) -> dict[str, Any]:
        """The LMS' keys."""
        found = json.loads(RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [found | {"kid": "lms-1", "alg": "RS256", "use": "sig"}]}

    def token(self, form: dict[str, list[str]]) -> tuple[dict[str, Any], int]:
        """Leave to send marks, for who signs with the tool's key and has not used this claim before."""
        try:
            assertion = form["client_assertion"][0]
            key = jwt.PyJWKSet.from_dict(self.tool_keys)[jwt.get_unverified_header(assertion)["kid"]]
            claim = jwt.decode(assertion, key.key, algorithms=["RS256"], audience=f"{self.url}/token", issuer=CLIENT)
        except (KeyError, jwt.PyJWTError):
            return {"error": "invalid_client"}, 401
        if claim["jti"] in self._assertions or claim["sub"] != CLIENT:
            return {"error": "invalid_client"}, 401
        self._assertions.add(claim["jti"])
        return {"access_token": "leave-1", "token_type": "Bearer", "expires_in": 3600, "scope": form["scope"][0]}, 200

    def claims(self, nonce: str, /, role: str = "Learner", subject: str = "s-1", **changes: Any) -> dict[str, Any]:
        """The claims of a good launch, with changes; a change to None takes a claim out."""
        now = int(time.time())
        found = {
            "iss": self.url, "aud": CLIENT, "sub": subject, "iat": now, "exp": now + 300, "nonce": nonce,
            "given_name": "Lena", "family_name": "Okoro",
            claims.VERSION: "1.3.0", claims.MESSAGE: claims.LAUNCH, claims.DEPLOYMENT: DEPLOYMENT,
            claims.TARGET: "http://127.0.0.1/hub/", claims.ROLES: [_MEMBER + role], claims.CONTEXT: {"id": CONTEXT},
            claims.RESOURCE: {"id": "link-1"}, claims.CUSTOM: {"module": "m10_remittances"},
            claims.SERVICE: {"scope": [claims.SCOPE_ITEM, claims.SCOPE_SCORE], "lineitems": f"{self.url}/items"},
        } | changes  # fmt: skip
        return {name: value for name, value in found.items() if value is not None}

    def sign(self, found: dict[str, Any], key: Any = None, algorithm: str = "RS256") -> str:
        """A token with the LMS' key, or another."""
        return jwt.encode(found, key or self.key, algorithm=algorithm, headers={"kid": "lms-1"})
