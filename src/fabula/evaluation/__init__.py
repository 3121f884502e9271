"""How well a reading agrees with works that people have annotated: from raw text to the export.

Nothing here is needed to read a story. Each annotated corpus has a file of its own; `coreference`
and `calibration` are measures they share.
"""
