"""What other systems ask: JSON over HTTP with a bearer token, errors as problem documents (RFC 9457)."""
