"""Starts the app from a checkout: `streamlit run app.py`. The installed command is `medienbruch serve`."""

from analyzer.ui.shell import show

show()
