"""SPL as far as we write it, read by Splunk's manuals and not by the converter.

It knows the commands that we write (`search`, `eval`, `lookup`, `table`) and refuses all else, so a query that it
runs says nothing that is not written down here. Each rule names its page: [search] and [lookup] are commands of the
Search Reference, [eval] the page "eval" with its functions there, [boolean] "Boolean expressions", [not] "Difference
between != and NOT", [wildcards] and [comments] "Wildcards" and "Add comments to searches" of the Search Manual.
"""
