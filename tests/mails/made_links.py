"""Mails that offer their files as links."""

from __future__ import annotations

from tests.mails.making import simple, text, word

_163 = "https://mail.163.com/large-attachment-download/index.html?file=djAyZG1meTh2"
_163_OLD = "http://fs.163.com/fs/display/?p=X-NETEASE-HUGE-ATTACHMENT&amp;file=Xt9C6&amp;title=x"
_DASHI = "https://dashi.163.com/html/cloud-attachment-download/?key=Zm9v"
_QQ = "https://wx.mail.qq.com/ftn/download?func=3&amp;key=ab12&amp;code=bffa"
_QQ_OLD = "http://mail.qq.com/cgi-bin/ftnExs_download?t=exs_ftn_download&k=7d36&code=7684decd"


def _netease(url: str, name: str, note: str) -> str:
    """One entry of NetEase's list: the same address three times."""
    return (
        f'<div style="clear:both"><div style="float:left"><a href="{url}"></a></div><div><div>'
        f'<a href="{url}" style="color:#000">{name}</a> <span style="color:#bbb">{note}</span>'
        f'</div><div><a href="{url}">下载</a></div></div></div>'
    )


_NETEASE_LIST = (
    "<div style='padding:4px'><div><b>从网易163邮箱发来的超大附件</b>"
    '<a href="http://u.163.com/RcUwvU56g">推荐客户端极速下载</a></div>'
    + _netease(_163, "活动录像.mp4", "(80.96M, 2026年8月17日 0:49 到期)")
    + _netease(_DASHI, "照片 合集.zip", "(1.2G, 2026年8月18日 12:00 到期)")
    + "</div>"
)
_REPLIED = (
    "<div>照片见超大附件</div><div>------------------&nbsp;原始邮件&nbsp;------------------</div>"
    "<div>发件人: 科技股</div><div>旧附件 <a href='https://pan.baidu.com/s/1old'>旧.zip</a></div>"
)


def _mail(content: str, subtype: str = "html") -> bytes:
    return simple(word("声像资料", "utf-8"), text(content, subtype, "utf-8", coding="base64"))


MAILS: dict[str, bytes] = {
    "link_netease": _mail(f"<div>录像见附件</div>{_NETEASE_LIST}"),
    "link_netease_old": _mail(
        _netease(_163_OLD, "江边活动.rar", "(60.57M, 2022年6月25日 9:05 到期)")
    ),
    "link_qq_new": _mail(
        "<div id='QQMailBigAttach'><div>从QQ邮箱发来的超大附件</div><div>"
        f"<a href='{_QQ}'><b>总结及照片.zip</b></a><span>(85.31M, 2022年07月10日 16:50 到期)</span>"
        f"<a href='{_QQ}'>进入下载页面</a></div></div>"
    ),
    "link_qq_plain": _mail(
        "见附件\n\n从QQ邮箱发来的超大附件\n\n"
        f"活动 视频.mp4 (128.03M, 2022年7月27日 21:59 到期)进入下载页面：{_QQ_OLD}\n",
        "plain",
    ),
    "link_qq_below_quotation": _mail(
        f"{_REPLIED}<div>从QQ邮箱发来的超大附件</div><div><a href='{_QQ}'>新照片.zip</a>"
        "<span>(85.31M, 2022年07月10日 16:50 到期)</span></div>"
    ),
    "link_qq_plain_below_quotation": _mail(
        "照片见超大附件\n\n------------------ 原始邮件 ------------------\n发件人: 科技股\n"
        f"旧附件 https://pan.baidu.com/s/1old\n\n从QQ邮箱发来的超大附件\n\n"
        f"新照片.zip (128.03M, 2022年7月27日 21:59 到期)进入下载页面：{_QQ_OLD}\n",
        "plain",
    ),
    "link_quoted_only": _mail(_REPLIED),
    "link_forwarded": simple(
        word("转发：录像", "utf-8"),
        text(
            f"<div>-------- 转发邮件信息 --------</div><div>发件人：某校</div>{_NETEASE_LIST}",
            "html",
            "utf-8",
            coding="base64",
        ),
    ),
    "link_baidu": _mail(
        "通过网盘分享的文件：活动照片等2个文件\n链接: https://pan.baidu.com/s/1AbC_d-E?pwd=k8x2 "
        "提取码: k8x2\n--来自百度网盘超级会员v5的分享",
        "plain",
    ),
    "link_baidu_without_code_in_url": _mail(
        "我用百度网盘分享了「科技周.zip」\n链接：https://pan.baidu.com/s/1AbC "
        "提取码：7h2q 复制这段内容",
        "plain",
    ),
    "link_clouds": _mail(
        "视频.mp4 https://www.alipan.com/s/abc123 提取码: 9k3d\n点击链接保存\n"
        "现场.rar https://cloud.189.cn/t/QRZ（访问码：4abc）\n"
        "https://www.aliyundrive.com/s/zzz\n官网 https://www.unit.example/news",
        "plain",
    ),
    "link_hostile": _mail(
        "<a href='javascript:alert(1)'>统计表.xlsx</a>"
        "<a href='https://evil.example/?u=https://pan.baidu.com/s/1x'>总结.docx</a>"
        '<a href="https://pan.baidu.com.evil.example/s/1">x.zip</a>'
        "<a href='https://pan.baidu.com/s/1ok'>&lt;img src=x onerror=alert(1)&gt;.zip</a>"
    ),
}
