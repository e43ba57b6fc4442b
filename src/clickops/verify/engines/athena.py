"""Athena's queries, on Trino: its engine version 3 is made of it, but AWS's build of it is not to be had."""

from clickops.verify.engines import Level, trino

LEVEL: Level = "emulation"
start = trino.start
