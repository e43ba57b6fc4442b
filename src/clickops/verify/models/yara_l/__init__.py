"""YARA-L 2.0's event predicates (reading.py) over UDM events (udm.py), as Google documents both.

Both halves are written from what Google publishes and from none of what the converter assumes; what it does not
publish is an EngineError, or an event that is not taken.
"""
