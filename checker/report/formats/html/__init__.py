"""The report as one page for a browser: it needs no network, and no script to be read.

``page`` puts the page together from templates; the other modules prepare what these show.
"""
