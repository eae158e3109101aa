"""Where statutes come from: files, folders, zip archives, standard input, and single units of text.

Nothing is extracted to disk and nothing is fetched. What cannot be read becomes an `Unreadable` with one clear line,
and the rest goes on.
"""

from analyzer.model.unit import Unit
from analyzer.sources.document import Document
from analyzer.sources.expand import check_paths, expand
from analyzer.sources.units import read_units

__all__ = ["Document", "Unit", "check_paths", "expand", "read_units"]
