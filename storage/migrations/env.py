"""What Alembic runs for every command: our connection, our tables, plain types."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from storage.tables import metadata
from storage.types import Encrypted, EncryptedJson, OneOf, PlainJson, UtcDateTime


def render_item(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:  # noqa: ANN401, ARG001 - Alembic's signature
    """Write own column types as plain ones: a migration must not change when they do."""
    if kind == "type" and isinstance(item, Encrypted | EncryptedJson | OneOf | PlainJson):
        return "sa.Text()"
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.Text().with_variant(sa.TIMESTAMP(timezone=True), 'postgresql')"
    return False


def run() -> None:
    """Run the migrations on the connection that ``storage.schema`` handed over."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=render_item,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
