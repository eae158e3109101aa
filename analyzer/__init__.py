"""medienbruch: finds the clauses in statutes that force a digital workflow back onto paper, pens and counters."""
