"""Sigma files become condition trees here."""
