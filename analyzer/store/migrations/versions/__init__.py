"""One module a migration; revision ids begin with "medienbruch_"."""
