"""The tool's own key: it signs what the classroom sends to the LMS; the LMS fetches the public half."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

from course.classroom.place import Place, write_private

#: In the environment: the file of the key, where it is not in the classroom's folder (a secret of a cluster).
FILE = "COURSE_LTI_KEY"
ALGORITHM = "RS256"  # the one that LTI 1.3 asks every platform to know
_BITS = 2048


def key_file(place: Place) -> Path:
    """Where the key is."""
    return Path(os.environ.get(FILE) or place.lti_key)


class ToolKey:
    """A pair of keys in a file that only its owner can read.

    Args:
        path: The file; it is made at the first use and then kept: the LMS knows its public half.
    """

    def __init__(self, path: Path) -> None:
        if not path.exists():
            fresh = generate_private_key(public_exponent=65537, key_size=_BITS)
            pem = fresh.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            write_private(path, pem.decode())
        found = serialization.load_pem_private_key(path.read_bytes(), None)
        if not isinstance(found, RSAPrivateKey):
            raise ValueError(f"{path.name} does not hold an RSA key")
        self._private = found
        self._public: dict[str, Any] = json.loads(RSAAlgorithm.to_jwk(found.public_key()))
        thumb = json.dumps({name: self._public[name] for name in ("e", "kty", "n")}, separators=(",", ":"))
        self.id = hashlib.sha256(thumb.encode()).hexdigest()[:16]

    def public(self) -> dict[str, Any]:
        """The public half as a JSON Web Key Set."""
        own = {name: self._public[name] for name in ("kty", "e", "n")}
        return {"keys": [own | {"kid": self.id, "alg": ALGORITHM, "use": "sig"}]}

    def sign(self, claims: dict[str, Any]) -> str:
        """A JSON Web Token with these claims."""
        return jwt.encode(claims, self._private, algorithm=ALGORITHM, headers={"kid": self.id})
