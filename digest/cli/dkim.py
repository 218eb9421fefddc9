"""`digest dkim`: keys that sign the mails."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads it
from typing import Annotated

import typer

from digest.cli import show
from digest.cli.context import ConfigOption, JsonOption, configuration
from digest.errors import UsageError

app = typer.Typer(no_args_is_help=True)


@app.command()
def new(
    selector: Annotated[
        str, typer.Argument(help="The name under which the key is published, such as 2026a or ed2026a.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The new file; none is overwritten.")],
    ed25519: Annotated[
        bool, typer.Option("--ed25519", help="An Ed25519 key (RFC 8463), beside an RSA key.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Make a key that signs mails (RSA of 2048 bits), readable by you alone; print what to publish and to configure."""
    from digest.config.outgoing import Dkim, Secret
    from digest.delivery import configured, dkim, publishing

    try:
        Dkim(selector=selector, key=Secret(file=out))
    except ValueError:  # as pydantic tells it
        raise UsageError(
            "SELECTOR", f'"{selector}" is none', "use letters, digits, dots and hyphens, 63 at most"
        ) from None
    path, domain = out.resolve(), "YOUR.DOMAIN"
    try:
        settings = configuration(config)
        domain = configured.sender_domain(settings)
        if path.is_relative_to(settings.folder.resolve()):
            path = path.relative_to(settings.folder.resolve())
    except UsageError:
        if config is not None:
            raise
    key = publishing.create(out, "ed25519" if ed25519 else "rsa")
    record = publishing.Published(
        name=f"{selector}._domainkey.{domain}", algorithm=key.algorithm, strings=dkim.record(key)
    )
    show.say(f"A new key stands in {out}: keep it secret, and keep a copy. Publish this TXT record:")
    show.line(f"{record.name}. IN TXT {record.value}")
    show.say("When it is published, write into config.toml:")
    show.line(f'[[delivery.dkim]]\nselector = "{selector}"\nkey = {{ file = "{path.as_posix()}" }}')


@app.command("show")
def show_(config: ConfigOption = None, json_: JsonOption = False) -> None:
    """Print the TXT record to publish for each configured key."""
    from digest import codec
    from digest.delivery import publishing

    found = publishing.published(configuration(config))
    if not found:
        show.say(
            "No key is configured: the mails leave unsigned. `digest dkim new SELECTOR --out FILE` makes one."
        )
    elif not json_ and not any(one.algorithm == "rsa-sha256" for one in found):
        show.say("note: not every receiver knows Ed25519; sign with an RSA key as well", style="yellow")
    for one in found:
        if json_:
            show.line(codec.row(one))
            continue
        show.line(f"{one.name}. IN TXT {one.value}")
        for note in one.notes:
            show.say(f"note: {one.name}: {note}", style="yellow")
