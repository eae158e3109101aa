"""The app: pages *Befunde* and *Gesetz*. `main.py` is the script that Streamlit runs.

Modules without Streamlit (address, look, words, reasons, detail, act_view) hold the logic and are tested as plain
functions; the others put it on the screen.
"""
