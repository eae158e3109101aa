"""Files of the packaged encoder and classifier, and what a report says of them: without numpy, which a worker alone needs."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Final

from analyzer.errors import UsageError, reason_of

PACKAGED: Final = Path(__file__).parent / "weights"
"""Folder of the encoder that comes with the package."""

TOKENIZER: Final = "tokenizer.json"
EMBEDDING: Final = "embedding.npz"
ABOUT_ENCODER: Final = "encoder.json"
ARRAYS: Final = "classifier.npz"
ABOUT_CLASSIFIER: Final = "classifier.json"


def digest_of(*content: bytes) -> str:
    """Give what tells the content of files from any other."""
    digest = hashlib.sha256()
    for part in content:
        digest.update(part)
    return digest.hexdigest()[:12]


def version_of(folder: Path) -> str:
    """Give name and digests of encoder and classifier, as `SemanticLayer.version` does, without loading them.

    Raises:
        UsageError: If files are missing or damaged.
    """
    try:
        name = json.loads((folder / ABOUT_ENCODER).read_bytes())["name"]
        encoder, classifier = (
            digest_of(*((folder / file).read_bytes() for file in files))
            for files in ((TOKENIZER, EMBEDDING), (ARRAYS, ABOUT_CLASSIFIER))
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"Encoder und Klassifikator in {folder} nicht lesbar ({reason_of(error)}).",
            en=f"Encoder and classifier in {folder} cannot be read ({reason_of(error, 'en')}).",
        ) from error
    return f"{name} {encoder}/{classifier}"
