"""The view that puts another store beside this one."""

from __future__ import annotations

from typing import Any

from mailbot.web.pages.compare import compared, other_cells
from mailbot.web.pages.summary import summary_cells
from mailbot.web.replies import not_found, rendered, the_site


async def compare_view(datasette: Any, request: Any) -> Any:
    """Both collections field by field; nothing without `serve --compare`."""
    desk = the_site(datasette).desk
    found = await desk.read_other(other_cells)
    if found is None:
        return await not_found(
            datasette,
            request,
            "没有打开另一个数据库：用 mailbot serve --compare 往年的数据库 启动。",
        )
    title, other = found
    ours = await desk.read(lambda db: summary_cells(desk, db))
    context = compared(ours, other, request.args.get("field") or "")
    return await rendered(datasette, request, "compare.html", {**context, "other_title": title})
