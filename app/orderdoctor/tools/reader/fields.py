"""What a field of a reply or a column of a table holds, by its name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from orderdoctor.tools.reader.results import Kind


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a field holds. of: for ids, what they are the ids of; secret: whether it must not be passed on."""

    kind: Kind | None
    of: str = ""
    secret: bool = False


_SECRET = Meaning(None, secret=True)

_NAMES: dict[str, Meaning] = {
    **dict.fromkeys(
        (
            "code", "subcode", "errorcode", "errcode", "errno", "errorno", "retcode", "resultcode", "returncode",
            "bizcode", "failcode", "reasoncode", "statuscode", "httpcode", "错误码", "错误代码", "返回码", "maloi",
        ),
        Meaning(Kind.CODE),
    ),
    **dict.fromkeys(
        (
            "msg", "message", "submsg", "submessage", "errormsg", "errormessage", "errmsg", "errordesc", "errorinfo",
            "errordescription", "error", "errors", "resultmsg", "failreason", "failedreason", "failurereason", "reason",
            "cause", "detail", "details", "错误信息", "错误", "失败原因", "原因", "lydo", "loi", "thongbao", "thongbaoloi",
        ),
        Meaning(Kind.MESSAGE),
    ),
    **dict.fromkeys(
        (
            "status", "orderstatus", "logisticsstatus", "fundstatus", "frozenstatus", "issuestatus", "state",
            "fulfillmentstatus", "orderendreason", "endreason", "订单状态", "状态", "trangthai", "trangthaidonhang",
        ),
        Meaning(Kind.STATUS),
    ),
    **dict.fromkeys(
        ("orderid", "orderno", "ordernumber", "tradeid", "aliexpressorderid", "orderlist", "订单号", "madonhang"),
        Meaning(Kind.ID, "order"),
    ),
    **dict.fromkeys(("outorderid", "outerorderid", "shopifyorder", "storeorder", "outref"), Meaning(Kind.ID, "shop-order")),
    **dict.fromkeys(("productid", "itemid", "商品id", "masanpham"), Meaning(Kind.ID, "product")),
    **dict.fromkeys(("skuid", "skuattr", "sku"), Meaning(Kind.ID, "sku")),
    **dict.fromkeys(("requestid", "traceid", "eagleeyetraceid", "logid"), Meaning(Kind.ID, "request")),
    **dict.fromkeys(
        ("trackingnumber", "trackingno", "logisticsno", "waybill", "waybillno", "mailno", "运单号", "mavandon"),
        Meaning(Kind.ID, "tracking"),
    ),
    **dict.fromkeys(
        ("accesstoken", "refreshtoken", "appsecret", "secret", "session", "sessionkey", "password", "apikey", "sign", "cookie"),
        _SECRET,
    ),
}  # fmt: skip

_IN_HEADERS: tuple[tuple[str, Meaning], ...] = (
    ("tracking", Meaning(Kind.ID, "tracking")),
    ("error", Meaning(Kind.MESSAGE)),
    ("reason", Meaning(Kind.MESSAGE)),
    ("原因", Meaning(Kind.MESSAGE)),
    ("lydo", Meaning(Kind.MESSAGE)),
    ("status", Meaning(Kind.STATUS)),
    ("状态", Meaning(Kind.STATUS)),
    ("trangthai", Meaning(Kind.STATUS)),
    ("productid", Meaning(Kind.ID, "product")),
    ("order", Meaning(Kind.ID, "order")),
    ("订单", Meaning(Kind.ID, "order")),
    ("donhang", Meaning(Kind.ID, "order")),
    ("sku", Meaning(Kind.ID, "sku")),
)
"""What a column's name contains, the more telling first: headings are written more freely than fields."""

_LONGEST = 60


def field_meaning(name: str) -> Meaning | None:
    """What a field of this name holds; None if it tells nothing."""
    return _NAMES.get(_plain(name))


def column_meaning(name: str) -> Meaning | None:
    """What a column with this heading holds; None if it tells nothing."""
    plain = _plain(name)
    return _NAMES.get(plain) or next((meaning for part, meaning in _IN_HEADERS if part in plain), None)


def _plain(name: str) -> str:
    """`Error-Code`, `error_code`, `errorCode` -> `errorcode`; `Mã lỗi` -> `maloi`."""
    folded = unicodedata.normalize("NFD", name[:_LONGEST].casefold().replace("đ", "d"))
    return re.sub(r"[\W_]+", "", "".join(letter for letter in folded if unicodedata.category(letter) != "Mn"))
