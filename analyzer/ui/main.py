"""The script that Streamlit runs, from a checkout as from an installed package."""

from analyzer.ui.shell import show

show()
