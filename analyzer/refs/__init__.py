"""Finds references in sentences and resolves them against the register of acts."""

from analyzer.refs.find import Context, ReferenceFinder
from analyzer.refs.register import Act, Register, load_register, packaged_register

__all__ = ["Act", "Context", "ReferenceFinder", "Register", "load_register", "packaged_register"]
