"""What tests of this folder share."""

from gateway import authority, gateway

__all__ = ["authority", "gateway"]
