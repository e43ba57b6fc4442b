"""Alerts as text, NDJSON, CSV and SARIF."""
