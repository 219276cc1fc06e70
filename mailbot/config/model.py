"""The whole configuration, and what the other parts take from it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import force_setattr, replace

from mailbot.config.collection import Campaign, Field, Form, Material, ReportingUnit
from mailbot.config.sections import (
    UNSET,
    Alerts,
    Limits,
    Mailbox,
    Receipts,
    Schedule,
    Smtp,
    Store,
    Web,
)
from mailbot.config.wording import campaign_words, years_named
from mailbot.pipeline.reading import ReadingBounds
from parsers.context import MEGABYTE, ReadingContext, ReadingLimits
from parsers.form.definition import FormDefinition, FormField
from store.records import CampaignRow, FormFieldRow, MaterialRow, ReportingUnitRow

__all__ = [
    "Alerts",
    "Campaign",
    "Configuration",
    "Field",
    "Form",
    "Limits",
    "Mailbox",
    "Material",
    "Receipts",
    "ReportingUnit",
    "Schedule",
    "Smtp",
    "Store",
    "Web",
]

_IMAP_PORTS = {"implicit": 993, "starttls": 143, "none": 143}
_SMTP_PORTS = {"implicit": 465, "starttls": 587, "none": 25}
_STATISTICS = Material(
    key="statistics",
    label="统计表",
    required=True,
    words=("统计表",),
    kinds=("spreadsheet", "document", "image"),
)


class Configuration(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything config.toml says, complete: what the file leaves out is filled in."""

    reporting_units_file: Annotated[
        Path | None,
        Meta(description="单位名单文件（.xlsx 或 .csv），代替一个个写 [[reporting_units]]"),
    ] = None
    campaign: Annotated[Campaign, Meta(description="活动：名称和起止日期")]
    mailbox: Annotated[Mailbox, Meta(description="收件邮箱（IMAP）")]
    smtp: Annotated[Smtp, Meta(description="发回执、提醒、日报的服务器（SMTP）")] = Smtp()
    store: Annotated[Store, Meta(description="数据存放在哪里")] = Store()
    schedule: Annotated[Schedule, Meta(description="什么时候查邮箱、催报、发日报")] = Schedule()
    alerts: Annotated[
        Alerts, Meta(description="告警的另一条出路：收件邮箱自己出毛病时，从这里通知")
    ] = Alerts()
    limits: Annotated[Limits, Meta(description="各种上限，防止一封邮件拖垮全部")] = Limits()
    receipts: Annotated[Receipts, Meta(description="回执")] = Receipts()
    web: Annotated[Web, Meta(description="工作人员看的网页")] = Web()
    materials: Annotated[
        tuple[Material, ...],
        Meta(description="要报送的材料，一项一节", extra={"default": "只有统计表一项"}),
    ] = (_STATISTICS,)
    reporting_units: Annotated[
        tuple[ReportingUnit, ...], Meta(description="报送单位，一个单位一节")
    ] = ()
    form: Annotated[Form, Meta(description="统计表")] = Form()

    def __post_init__(self) -> None:
        """Fill in what follows from other keys; filling in twice changes nothing."""
        campaign, mailbox = self.campaign, self.mailbox
        since = campaign.opens - timedelta(days=30)
        mailbox = replace(
            mailbox,
            port=mailbox.port or _IMAP_PORTS[mailbox.tls],
            since=since if mailbox.since == UNSET else mailbox.since,
        )
        identity = campaign.id or f"campaign-{campaign.opens.year}"
        force_setattr(self, "campaign", replace(campaign, id=identity))
        force_setattr(self, "mailbox", mailbox)
        force_setattr(self, "smtp", _with_password_of(mailbox, _with_port(self.smtp)))
        if self.alerts.smtp is not None:
            alerts = replace(self.alerts, smtp=_with_port(self.alerts.smtp))
            force_setattr(self, "alerts", alerts)

    def own_addresses(self) -> tuple[str, ...]:
        """The addresses that this program itself writes from or reads."""
        every = (self.mailbox.username, self.smtp.username)
        return tuple(dict.fromkeys(one for one in every if "@" in one))

    def roster_rows(self) -> tuple[ReportingUnitRow, ...]:
        """The roster for the store and the receipts."""
        return tuple(
            ReportingUnitRow(
                code=one.code or one.name,
                name=one.name,
                aliases=one.aliases,
                emails=one.emails,
                contact=one.contact,
                phone=one.phone,
                expected=one.expected,
            )
            for one in self.reporting_units
        )

    def material_rows(self) -> tuple[MaterialRow, ...]:
        """The materials for the store."""
        return tuple(
            MaterialRow(key=one.key, label=one.label, required=one.required)
            for one in self.materials
        )

    def form_rows(self) -> tuple[FormFieldRow, ...]:
        """The form's fields for the store, in the form's order."""
        return tuple(
            FormFieldRow(
                key=one.key,
                label=one.label,
                unit_measure=one.unit_measure,
                type=one.type,
                decimals=one.decimals,
                required=one.required,
            )
            for one in self.form.fields
        )

    def campaign_row(self) -> CampaignRow:
        """The campaign for the store's views."""
        return CampaignRow(
            id=self.campaign.id,
            title=self.campaign.title,
            deadline=self.campaign.deadline_at,
            timezone=self.campaign.timezone,
        )

    def campaign_words(self) -> tuple[str, ...]:
        """Words by which a mail without a file is known to be about this campaign."""
        return campaign_words(self.campaign.title, self.form.title, self.materials)

    def form_definition(self) -> FormDefinition:
        """The form as the reader knows it."""
        campaign = self.campaign
        return FormDefinition(
            title=self.form.title,
            fields=tuple(_form_field(one) for one in self.form.fields),
            campaign_title=campaign.title,
            years=years_named((campaign.title, self.form.title), campaign.opens),
        )

    def reading_context(self, converter: bool, ocr: bool) -> ReadingContext:
        """What readers are told; `converter` and `ocr` say what this machine can do."""
        limits = ReadingLimits(
            message_bytes=self.limits.message_mb * MEGABYTE,
            expanded_bytes=self.limits.expanded_mb * MEGABYTE,
            archive_entries=self.limits.archive_entries,
        )
        return ReadingContext(
            form=self.form_definition(), limits=limits, converter=converter, ocr=ocr
        )

    def reading_bounds(self) -> ReadingBounds:
        """How much of one mail is opened."""
        return ReadingBounds(
            attachment_bytes=self.limits.attachment_mb * MEGABYTE,
            depth=self.limits.archive_depth,
            entries=self.limits.archive_entries,
        )


def _with_port(smtp: Smtp) -> Smtp:
    return replace(smtp, port=smtp.port or _SMTP_PORTS[smtp.tls])


def _with_password_of(mailbox: Mailbox, smtp: Smtp) -> Smtp:
    """The mailbox's own login where `[smtp]` names none."""
    smtp = replace(smtp, username=smtp.username or mailbox.username)
    if smtp.password_env or smtp.password_file or smtp.keyring:
        return smtp
    return replace(
        smtp,
        password_env=mailbox.password_env,
        password_file=mailbox.password_file,
        keyring=mailbox.keyring,
    )


def _form_field(one: Field) -> FormField:
    return FormField(
        key=one.key,
        label=one.label,
        aliases=one.aliases,
        unit_measure=one.unit_measure,
        type=one.type,
        decimals=one.decimals,
        required=one.required,
        sum_of=one.sum_of,
        at_least=one.at_least,
        example=one.example,
    )
