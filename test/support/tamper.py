"""A copy of a database in which somebody changed what the program would not."""
import contextlib
import pathlib
import shutil
import sqlite3
import urllib.parse

from support.gandan import sql


@contextlib.contextmanager
def tamper(db, statements):
    """The address of a copy on which the statements were run, past the triggers that refuse them."""
    if db.startswith("sqlite:"):
        copy = pathlib.Path(db.removeprefix("sqlite:") + ".tampered")
        shutil.copyfile(db.removeprefix("sqlite:"), copy)
        with contextlib.closing(sqlite3.connect(copy)) as connection:
            triggers = connection.execute("select name, sql from sqlite_schema where type = 'trigger'").fetchall()
            for name, _ in triggers:
                connection.execute(f"drop trigger {name}")
            for statement in statements:
                connection.execute(statement)
            for _, made in triggers:
                connection.execute(made)
            connection.commit()
        yield f"sqlite:{copy}"
        for file in copy.parent.glob(copy.name + "*"):
            file.unlink()
        return
    parts = urllib.parse.urlsplit(db)
    name = parts.path.removeprefix("/")
    server = urllib.parse.urlunsplit(parts._replace(path="/postgres"))
    sql(server, f'create database "{name}_tampered" template "{name}"')
    copy = urllib.parse.urlunsplit(parts._replace(path=f"/{name}_tampered"))
    try:
        # No trigger runs in a session that says it is a replica.
        sql(copy, "set session_replication_role = replica; " + "; ".join(statements))
        yield copy
    finally:
        sql(server, f'drop database "{name}_tampered" with (force)')
