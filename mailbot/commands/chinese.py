"""Click's own words in Chinese: headings and hints of every help page, and its complaints."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable

import click

from mailbot.terminal.width import columns_of, wrapped

_HELP_WORDS = (
    ("[OPTIONS]", "[选项]"),
    ("[COMMAND] [ARGS]...", "[命令] [参数]..."),
    ("COMMAND [ARGS]...", "命令 [参数]..."),
    ("Show this message and exit.", "显示这段说明"),
    ("Show the version and exit.", "显示版本"),
    ("[default: ", "[默认："),
    ("[required]", "[必填]"),
    ("; required]", "；必填]"),
)
_AT_LEAST, _RANGE = re.compile(r"x>=(\d+)"), re.compile(r"(\d+)<=x<=(\d+)")
_KINDS = {"TEXT": "文字", "INTEGER": "数", "FILE": "文件", "DIRECTORY": "文件夹"}
_HEADINGS = {"Options": "选项", "Commands": "命令", "Positional arguments": "参数"}
_PATH_WORDS = {
    "does not exist": "不存在",
    "is a file": "是文件，要的是文件夹",
    "is a directory": "是文件夹，要的是文件",
    "is not readable": "没有读取的权限",
    "is not writable": "没有写入的权限",
}
_COMPLAINTS = (
    (r"Missing argument '(.+?)'\.?$", r"缺少参数 \1"),
    (r"Missing option '(.+?)'\.?$", r"缺少选项 \1"),
    (r"Missing command\.?$", "缺少命令"),
    (r"No such option '?(--?[^\s']+?)'?\.?(?: .*)?$", r"没有选项 \1"),
    (r"No such command '(.*?)'\.?(?: .*)?$", r"没有命令 \1"),
    (r"Got unexpected extra arguments? \((.+)\)$", r"多余的参数：\1"),
    (r"Option '(.+?)' requires an argument\.?$", r"选项 \1 后面要写值"),
    (r"Option '(.+?)' does not take a value\.?$", r"选项 \1 不带值"),
    (r"\w+ '(.*)' (does not exist|is a file|is a directory|is not \w+able)\.?$", ""),
    (r"'(.*)' is not a valid integer(?: range)?\.?$", r"“\1”不是整数"),
    (r"'(.*)' is not one of (.+?)\.?$", r"没有“\1”；可以写 \2"),
    (r"(\S+) is not in the range (.+?)\.?$", r"\1 不在范围内（\2）"),
)


def _translated(text: str) -> str:
    for english, chinese in _HELP_WORDS:
        text = text.replace(english, chinese)
    return _RANGE.sub(r"\1 到 \2", _AT_LEAST.sub(r"至少 \1", text))


def _with_kind(option: str) -> str:
    """`--why TEXT` as `--why 文字`."""
    head, space, kind = option.removesuffix(" RANGE").rpartition(" ")
    return f"{head} {_KINDS[kind]}" if space and kind in _KINDS else option


class ChineseFormatter(click.HelpFormatter):
    """Help in Chinese, broken into lines by the columns that a terminal gives to each character."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """`用法：mailbot …`."""
        del prefix
        self.write(f"用法：{prog} {_translated(args)}".rstrip() + "\n")

    def write_heading(self, heading: str) -> None:
        """A heading with the colon that Chinese has."""
        self.write(f"{'':>{self.current_indent}}{_HEADINGS.get(heading, heading)}：\n")

    def write_text(self, text: str) -> None:
        """Every line of the text a paragraph of its own."""
        room = self.width - self.current_indent
        for line in wrapped(inspect.cleandoc(text).replace("\b\n", ""), room):
            self.write(f"{'':>{self.current_indent}}{line}".rstrip() + "\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Terms on the left, what they mean on the right."""
        pairs = [(_with_kind(first), _translated(second)) for first, second in rows]
        left = min(max(map(columns_of, (first for first, _ in pairs)), default=0), col_max)
        left += col_spacing
        for first, second in pairs:
            start = f"{'':>{self.current_indent}}{first}"
            gap = left - columns_of(first)
            if gap < col_spacing:
                self.write(start + "\n")
                start, gap = "", left + self.current_indent
            lines = wrapped(second, self.width - left - self.current_indent)
            self.write(f"{start}{'':>{gap}}{lines[0]}".rstrip() + "\n")
            for line in lines[1:]:
                self.write(f"{'':>{left + self.current_indent}}{line}\n")


class ChineseContext(click.Context):
    """The context of a command whose help is Chinese."""

    formatter_class = ChineseFormatter


def speak_chinese(command: click.Command) -> None:
    """Let a command, and all below it, write its help in Chinese."""
    command.context_class = ChineseContext
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            speak_chinese(inner)


def complaint(error: click.ClickException) -> str:
    """What click complains of, in Chinese; its own words where they are not known."""
    told = _explained(error)
    if isinstance(error, click.BadParameter) and not isinstance(error, click.MissingParameter):
        hint = _hint(error)
        told = f"{hint}：{told}" if hint else told
    if isinstance(error, click.UsageError) and error.ctx is not None:
        return f"{told}\n用法见：{error.ctx.command_path} --help"
    return told


def _explained(error: click.ClickException) -> str:
    plain = isinstance(error, click.BadParameter) and not isinstance(error, click.MissingParameter)
    message = error.message if plain else error.format_message()
    for pattern, chinese in _COMPLAINTS:
        found = re.match(pattern, message, re.DOTALL)
        if found is None:
            continue
        if not chinese:
            return f"{found[1]} {_PATH_WORDS.get(found[2], found[2])}"
        return _translated(found.expand(chinese))
    return message


def _hint(error: click.BadParameter) -> str:
    if error.param is None:
        return ""
    return error.param.get_error_hint(error.ctx).strip("'") if error.ctx else ""
