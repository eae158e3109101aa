"""Open a store: a file (SQLite) or a database URL; create it, bring its schema up to date, say what is wrong."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from analyzer.errors import StoreError, reason_of

_MIGRATIONS: Final = Path(__file__).parent / "migrations"
_OURS: Final = "medienbruch_"
_SQLITE_MAGIC: Final = b"SQLite format 3\x00"
_BUSY_SECONDS: Final = 5


@dataclass(frozen=True, slots=True)
class Store:
    """An open store.

    Attributes:
        name: How to call it in messages: the file, or the URL without password.
        engine: Connections to it. Stays inside `analyzer.store`.
        lock: Serialises access where all threads share one connection (a store in memory).
    """

    name: str
    engine: Engine = field(repr=False)
    lock: threading.RLock | None = field(default=None, repr=False)

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """Give a connection for reading; what the database reports becomes a `StoreError`."""
        with spoken(self.name):
            if self.lock is None:
                with self.engine.connect() as connection:
                    yield connection
            else:
                with self.lock, self.engine.connect() as connection:
                    yield connection

    def connect_for_writing(self) -> Connection:
        """Give a connection for writing a run; hand it back to `done_writing`.

        A store that holds runs is put into SQLite's write-ahead mode, so that an app that shows it can go on reading.
        """
        connection = self.engine.connect()
        if self.lock is None and connection.dialect.name == "sqlite":
            has_runs = connection.exec_driver_sql("SELECT EXISTS (SELECT 1 FROM run)").scalar()
            connection.rollback()
            _set_journal(connection, "WAL" if has_runs else "DELETE")
            # Mapped pages would count as memory of the scan; a cache of its own is bounded.
            connection.exec_driver_sql("PRAGMA mmap_size = 0")
            connection.exec_driver_sql("PRAGMA cache_size = -65536")  # 64 MiB
            connection.rollback()
        return connection

    def done_writing(self, connection: Connection) -> None:
        """Close a connection for writing; the store is one plain file again unless somebody is reading it."""
        if self.lock is None and connection.dialect.name == "sqlite":
            _set_journal(connection, "DELETE")
        connection.close()

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def open_store(db: str | Path, *, create: bool = False) -> Store:
    """Open a store.

    Args:
        db: A file (SQLite), or a database URL such as "postgresql+psycopg://user@host/name".
        create: Make the store if there is none; otherwise a missing store is an error.

    Raises:
        StoreError: If it is missing, no store of this tool, of a newer version, locked, or cannot be written.
    """
    url = _url(db)
    name = url.render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite":
        path = Path(url.database or "")
        name = str(path)
        _check_file(path, create=create)
    try:
        engine = create_engine(url, paramstyle="format") if _is_psycopg(url) else create_engine(url)
    except (ImportError, NoSuchModuleError) as error:
        missing = f" {error.name}" if isinstance(error, ImportError) and error.name else ""
        raise StoreError(
            f"Für {name} fehlt der Datenbanktreiber{missing}. Mit pip nachinstallieren, zum Beispiel psycopg.",
            en=f"No database driver for {name} ({error}). Install it with pip, for instance psycopg.",
        ) from error
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
    store = Store(name, engine)
    try:
        _bring_up_to_date(store, create=create)
    except BaseException:
        store.close()
        raise
    return store


def open_memory() -> Store:
    """Make an empty store in memory; nothing of it is ever written to a disk."""
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _set_up_sqlite)
    store = Store(":memory:", engine, threading.RLock())
    _bring_up_to_date(store, create=True)
    return store


def _url(db: str | Path) -> URL:
    text = str(db)
    if "://" not in text:
        return URL.create("sqlite", database=text)
    try:
        return make_url(text)
    except ArgumentError as error:
        raise StoreError(
            f"{text} ist weder eine Datei noch eine Datenbank-URL. Erwartet zum Beispiel: postgresql+psycopg://name@rechner/bestand",
            en=f"{text} is neither a file nor a database URL. Expected for instance: postgresql+psycopg://name@host/store",
        ) from error


def _is_psycopg(url: URL) -> bool:
    return url.get_driver_name() in {"psycopg", "psycopg2"}


def _check_file(path: Path, *, create: bool) -> None:
    if path.is_dir() or not path.name:
        raise StoreError(
            f"{path} ist ein Ordner. Für den Bestand eine Datei angeben, zum Beispiel befunde.db.",
            en=f"{path} is a folder. Give a file for the store, for instance findings.db.",
        )
    if not path.exists():
        if not create:
            raise StoreError(
                f"Den Bestand {path} gibt es nicht. Mit „medienbruch scan … --db {path}“ anlegen.",
                en=f"There is no store {path}. Make it with “medienbruch scan … --db {path}”.",
            )
        if not path.parent.is_dir():
            raise StoreError(
                f"Den Ordner {path.parent} gibt es nicht. Anlegen oder anderen Pfad für den Bestand angeben.",
                en=f"There is no folder {path.parent}. Create it, or give another path for the store.",
            )
        return
    try:
        with path.open("rb") as stream:
            head = stream.read(len(_SQLITE_MAGIC))
    except OSError as error:
        raise _unreadable(path, error) from error
    if head and head != _SQLITE_MAGIC:
        raise _foreign(str(path))


def _set_journal(connection: Connection, mode: str) -> None:
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        with suppress(sqlite3.OperationalError):  # in use by others: stays as it is, which costs nothing but speed
            driver.execute("PRAGMA busy_timeout = 0")
            driver.execute(f"PRAGMA journal_mode = {mode}")
        driver.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}")


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA page_size = 8192")  # of a new file: provisions are long
    cursor.execute("PRAGMA temp_store = MEMORY")
    cursor.execute("PRAGMA mmap_size = 1073741824")  # readers share the file in memory
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def _bring_up_to_date(store: Store, *, create: bool) -> None:
    with spoken(store.name), store.engine.connect() as connection:
        tables = set(inspect(connection).get_table_names())
        revision = _revision(connection) if "alembic_version" in tables else None
    head = _head()
    if revision == head:
        return
    if revision is None and tables:
        raise _foreign(store.name)
    if revision is None and not create:
        raise _foreign(store.name)
    if revision is not None and revision not in _known():
        if not revision.startswith(_OURS):
            raise _foreign(store.name)
        raise StoreError(
            f"Der Bestand {store.name} stammt aus einer neueren Fassung von medienbruch. medienbruch aktualisieren.",
            en=f"The store {store.name} was written by a newer version of medienbruch. Update medienbruch.",
        )
    with spoken(store.name), store.engine.begin() as connection:
        from alembic import command  # noqa: PLC0415 - 0.2 s that only a migration needs

        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return None if row is None else str(row[0])


_HEAD: Final = "medienbruch_0002"
"""Newest revision; `tests/store` checks it against the folder, so that opening a store need not load Alembic."""


def _head() -> str:
    return _HEAD


def _known() -> set[str]:
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - see above

    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def _config() -> Any:
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config


@contextmanager
def spoken(name: str) -> Iterator[None]:
    """Say what a database error means in one line."""
    try:
        yield
    except DBAPIError as error:
        raise _explain(name, error) from error
    except SQLAlchemyError as error:
        raise StoreError(
            f"Der Bestand {name} ist nicht lesbar: {error}", en=f"The store {name} cannot be read: {error}"
        ) from error


def _explain(name: str, error: DBAPIError) -> StoreError:
    reason = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__
    if "locked" in reason:
        return StoreError(
            f"Der Bestand {name} wird gerade von einem anderen Vorgang beschrieben. Warten und noch einmal starten.",
            en=f"The store {name} is being written by another process. Wait and start again.",
        )
    if "readonly" in reason or "unable to open" in reason:
        return StoreError(
            f"Der Bestand {name} kann nicht geschrieben werden. Zugriffsrechte von Datei und Ordner prüfen.",
            en=f"The store {name} cannot be written. Check the permissions of file and folder.",
        )
    if "full" in reason:
        return StoreError(
            f"Der Bestand {name} kann nicht geschrieben werden: Der Datenträger ist voll.",
            en=f"The store {name} cannot be written: the disk is full.",
        )
    if "malformed" in reason or "not a database" in reason:
        return StoreError(
            f"Der Bestand {name} ist beschädigt. Datei löschen und mit „medienbruch scan … --db“ neu anlegen.",
            en=f"The store {name} is damaged. Delete the file and make it anew with “medienbruch scan … --db”.",
        )
    return StoreError(
        f"Der Bestand {name} ist nicht erreichbar oder nicht lesbar: {reason}",
        en=f"The store {name} cannot be reached or read: {reason}",
    )


def _foreign(name: str) -> StoreError:
    return StoreError(
        f"{name} ist kein Bestand von medienbruch. Andere Datei angeben oder mit „medienbruch scan … --db“ neu anlegen.",
        en=f"{name} is no store of medienbruch. Give another file, or make one with “medienbruch scan … --db”.",
    )


def _unreadable(path: Path, error: OSError) -> StoreError:
    return StoreError(
        f"Der Bestand {path} ist nicht lesbar ({reason_of(error)}). Zugriffsrechte prüfen.",
        en=f"The store {path} cannot be read ({reason_of(error, 'en')}). Check its permissions.",
    )
