"""One mail from the server into the blobs and the ledger, in that order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from mailbot.mailbox.connection import Connection, Selected
from mailbot.mailbox.dating import is_set, local_text, plausible, time_in_headers
from mailbot.mailbox.fetching import fetch_body
from mailbot.mailbox.listing import Listed
from store.blobs import Blob, Blobs
from store.ledger import keep_message, known_sightings
from store.records import Sighting


class Keeper:
    """Brings one mail into the blobs and the ledger."""

    def __init__(
        self,
        db: Database,
        blobs: Blobs,
        source: str,
        zone: ZoneInfo,
        clock: Callable[[], datetime],
    ) -> None:
        self.db, self.blobs, self.source = db, blobs, source
        self.zone, self.clock = zone, clock

    def known(self, selected: Selected) -> dict[int, tuple[int, datetime]]:
        """What was fetched from this folder before."""
        return known_sightings(self.db, self.source, selected.name, selected.uidvalidity)

    def keep(self, connection: Connection, selected: Selected, listed: Listed) -> bool:
        """Fetch the bytes, then write the row; whether the message is new."""
        blob = fetch_body(connection, self.blobs, listed)
        received = self._received(listed.internaldate, blob)
        sighting = Sighting(
            source=self.source,
            folder=selected.name,
            uidvalidity=selected.uidvalidity,
            uid=listed.uid,
            size=listed.size,
            internaldate=listed.internaldate or received,
            seen_at=self.clock(),
        )
        _message, new = keep_message(
            self.db,
            blob=blob,
            sighting=sighting,
            received_at=received,
            received_local=local_text(received, self.zone),
        )
        return new

    def _received(self, internaldate: datetime | None, blob: Blob) -> datetime:
        """The server's date, unless its clock was never set or runs ahead of the mail's own."""
        now = self.clock()
        if internaldate is None or not is_set(internaldate):
            return self._told_by_itself(blob) or internaldate or now
        told = self._told_by_itself(blob) if internaldate > now else None
        return plausible(internaldate, told, now)

    def _told_by_itself(self, blob: Blob) -> datetime | None:
        """What the mail's own headers say; None for a mail that bears no time at all."""
        with self.blobs.path(blob.sha256).open("rb") as file:
            return time_in_headers(file)
