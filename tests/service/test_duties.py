"""The duties of a running service never raise: what is missing now may be there next time."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Any

from mailbot.config.loading import load_configuration
from mailbot.service.office import Office
from mailbot.service.site import Site

if TYPE_CHECKING:
    import pytest

    from tests.service.conftest import Outpost


def test_a_password_that_is_gone_fails_the_round_and_is_told(
    outpost: Outpost, caplog: pytest.LogCaptureFixture
) -> None:
    nobody: Any = None
    environment = {**os.environ, **outpost.environment()}
    with Office(load_configuration(outpost.config, environment)) as office:
        site = Site(
            office=office, reader=nobody, environ={}, base=outpost.folder, stop=lambda: False
        )
        with caplog.at_level(logging.ERROR):
            assert site.poll_duty() is False
    assert "授权码" in caplog.text
