"""Tells what a person is called or where they live from what a message says: a message's words are never hidden.

One telling word makes a clause a message; of words that also occur in names and streets it takes two. Vietnamese words
carry their accents: lỗi is a fault, Lê Lợi a street.
"""

from __future__ import annotations

import re
from typing import Final

_ENGLISH: Final = (
    "error|errors|err|invalid|fail|fails|failed|failing|failure|wrong|incorrect|missing|required|requires|require|must|cannot|can't|"
    "could|couldn't|not|is|isn't|are|aren't|was|wasn't|were|has|hasn't|haven't|had|been|being|please|pls|should|shouldn't|does|"
    "doesn't|did|didn't|don't|exceed|exceeds|exceeded|unsupported|supported|support|empty|null|none|unknown|undefined|unavailable|"
    "contain|contains|character|characters|digit|digits|limited|allowed|rejected|denied|refused|expired|cancel|"
    "cancelled|canceled|cancellation|cancellations|cancelling|closed|paid|unpaid|payment|payments|refund|refunded|refunds|orders|ordered|sellers|supplier|"
    "products|sku|skus|systems|request|response|parameter|param|params|values|already|tried|later|changed|updated|using|"
    "when|where|what|why|how|which|because|but|this|these|those|it|it's|they|their|your|i'm|our|also|exist|exists|"
    "found|matches|matching|mapping|api|session|token|timeout|permission|authorization|authorize|unauthorized|illegal|"
    "violation|violations|restricted|prohibited|shipped|shipment|shipments|delivered|undelivered|tracking|awaiting|processing|processed|pending|"
    "completed|dispute|disputes|declared|declaration|fulfill|fulfilled|fulfillment|fulfilment|logistics|verify|verification|"
    "captcha|click|coupon|discount|currency|insufficient|quantity|variant|options|busy|frequent|frequently|blocked|banned|frozen|suspended|"
    "removed|deleted|status|message|stuck|issue|issues|problem|thanks|details|plugin|confirm|confirmed|returned|damaged|received|successful|"
    "successfully|unable|policy|policies|submit|submitted|complete|incomplete|duplicate|duplicated|true|false|n/a|optional|"
    "blacklist|blacklisted|order|seller|stock|inventory|product|expire|"
    "sorry|sometimes|however|downtime|suspicious|fraudulent|counterfeit|detected|restriction|restrictions|reconnect|unless|"
    "not-shipped|overdue|unshipped|undisclosed|disclosed|server|account|rate|out of|on-hold|refunding|refused|charge|charged|error_code"
)
_ENGLISH_WEAK: Final = (
    "no|you|i|we|or|and|if|too|have|return|returns|card|bank|price|prices|pricing|store|lost|try|service|warehouse|delivery|check|contact|field|"
    "fields|code|match|item|items|pay|sold|help|info|information|value|for|from|with|without|only|than|as|by|to|of|in|on|at|the|a|an|"
    "its|used|same|again|update|change|system|limit|length|format|shipping|customs|carrier|risk|login|button|amount|balance|"
    "option|connection|network|buyer|customer|receive|success|enter|select|choose|available|address|phone|name|number|country|be|"
    "will|can|may|that|so|my|after|before|all|any|some|more|platform|account|review|stage|process|money|claim|claims|app|"
    "reason|reasons|cancel|user|users|time|days|rule|rules|goods|international|fixed|created|other"
)
_VIETNAMESE: Final = (
    "lỗi|không|ko|chưa|bị|sai|vui lòng|hợp lệ|thiếu|trống|đã|đang|sẽ|rồi|nhưng|tại sao|báo|ký tự|hệ thống|đơn hàng|hủy|huỷ|"
    "thất bại|sản phẩm|thanh toán|giao hàng|vận chuyển|định dạng|tồn kho|hết hàng|hoàn tiền|kiểm tra|thử lại|người bán|cập nhật|kết nối|tự động|theo dõi|"
    "khong|bi loi|bao loi|vui long|don hang|duoc|he thong|san pham|thanh toan|van chuyen"
)
_VIETNAMESE_WEAK: Final = (
    "phải|được|đc|quá|hãy|mà|nên|vì|khi|nếu|như|này|cái|thì|là|của|cho|với|hoặc|nhập|chọn|đặt|địa chỉ|dia chi|quá nhiều"
)
_CHINESE: Final = (
    "错误|报错|失败|无效|无法|不[^夜老二]|未(?!央)|没有|请|必须|必填|需要|格式|超过|超出|超限|超时|超长|过长|过短|过期|缺少|缺失|为空|异常|含有|包含|字符|"
    "有误|填写|库存|系统|订单|代码|商品|产品|物流|运单|跟踪|支付|付款|退款|取消|关闭|限制|禁止|违规|违反|风控|审核|授权|重试|稍后|繁忙|频繁|频率|"
    "参数|接口|令牌|签名|权限|账号|账户|卖家|买家|发货|收货|运费|清关|申报|纠纷|仲裁|价格|优惠|货币|金额|数量|规格|属性|选项|匹配|映射|重复|冻结|"
    "验证|滑块|刷新|拒绝|拦截|下架|缺货|售罄|断货|等待|处理|更新|修改|更改|修正|支持|应该|怎么|为什么|什么|因为|所以|如果|长度|可以|使用|选择|确认|"
    "查询|获取|提交|返回|状态|过期|已经|已[取关发付下完被退签冻]|被[取关退挤冻限拦]|错了|等待|信息|錯誤|失敗|無效|無法|訂單|庫存|異常|系統|關閉|風控"
)
_CHINESE_WEAK: Final = (
    "无|不|没|需|已|被|平台|店铺|服务|仓库|配送|运输|海关|网络|连接|完成|成功|邮编|电话|手机|地址|"
    "我|你|他|她|它|们|的|了|吗|呢|这|那|是|有|在|会|能|但|为|待|错|封|后|再"
)
_CODES: Final = (
    r"(?:(?<![^\W_])[A-Z][A-Z0-9]*_[A-Z0-9_]+)|(?:(?<!\w)[A-Z][0-9]{2}-[0-9]{2}-[0-9]{3})|(?<![\w-])-[0-9]{3,4}(?!\d)|"
    r"(?:(?<!\w)E[0-9]{4}(?!\w))|(?<!\w)isp\.|::|"
    r"(?:(?<!\w)(?:[A-Z][a-z]+)*(?:Invalid|Missing|Insufficient|Illegal|Duplicate|Unsupported|Limit|Timeout|Error|Fail|Failed|"
    r"Exception|Denied|Expired|NotFound|Permission)(?:[A-Z][a-z]+)*(?!\w))"
)
_STRONG: Final = frozenset(f"{_ENGLISH}|{_VIETNAMESE}".split("|"))
_WEAK: Final = frozenset(f"{_ENGLISH_WEAK}|{_VIETNAMESE_WEAK}".split("|"))
_LATIN: Final = re.compile("[^\\W\\d_\u3400-\u9fff]+(?:['’/-][^\\W\\d_\u3400-\u9fff]+)*")
_HAN: Final = re.compile(f"(?P<strong>{_CHINESE})|{_CHINESE_WEAK}")
_CODE: Final = re.compile(_CODES)
_ENOUGH: Final = 2
_STOP: Final = re.compile(r"[,;|、。]|[.!?:](?=\s|$)|\s[-–—]\s|\s{2,}|\\n|\Z")
_CAPITALISED: Final = re.compile(r"\W*[^\W\d_a-z]\S*(?:[ '.-]+[^\W\d_a-z]\S*){0,5}\W*")
_HAN_NAME: Final = re.compile("[\u3400-\u9fff·]{2,4}")
_LONGEST_HAN: Final = 4
_SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛阎潘杜戴夏钟汪田姜范姚谭廖邹熊"
    "陆郝孔崔康邱秦江顾侯邵孟龙雷钱汤尹黎"
)
_HOUSE: Final = re.compile(r"(?<!\w)\d+\w?(?!\w)|\d+[号號]")


def message_at(text: str, start: int, end: int, name: bool) -> int:
    """Where in a stretch a message begins; `end` if it is personal throughout, `start` if none of it is.

    name: it should be a name, else an address.
    """
    clause = start
    for stop in _STOP.finditer(text, start, end):
        strong, weak = _telling_words(text, clause, stop.start())
        if strong or len(weak) >= _ENOUGH:
            word = min(strong + [place for place in weak if name and _is_plain(text, clause, place)] or weak)
            return word if _is_personal(text[clause:word], name) else clause
        clause = stop.end()
    return end


def _telling_words(text: str, start: int, end: int) -> tuple[list[int], list[int]]:
    """Where the words of messages stand: telling ones, and such as also occur elsewhere."""
    strong: list[int] = []
    weak: list[int] = []
    before, place = "", start
    for match in _LATIN.finditer(text, start, end):
        word = match[0].casefold().replace("’", "'")
        if word in _STRONG:
            strong.append(match.start())
        elif f"{before} {word}" in _STRONG:
            strong.append(place)
        elif word in _WEAK or f"{before} {word}" in _WEAK:
            weak.append(match.start())
        before, place = word, match.start()
    if code := _CODE.search(text, start, end):
        strong.append(code.start())
    if not text.isascii():
        for match in _HAN.finditer(text, start, end):
            (strong if match["strong"] else weak).append(match.start())
    return strong, weak


def _is_plain(text: str, clause: int, place: int) -> bool:
    """Whether a word is no part of a name that is written with capitals."""
    return not text[place].isupper() or not text[clause:place].strip()


def _is_personal(words: str, name: bool) -> bool:
    """Whether words before a message's, without a stop between them, are a name or an address."""
    if not name:
        return _HOUSE.search(words) is not None
    han = _HAN_NAME.fullmatch(words.strip())
    if han is not None:
        return words[-1] == " " or (len(han[0]) < _LONGEST_HAN and han[0][0] in _SURNAMES)
    return len(words.split()) > 1 and _CAPITALISED.fullmatch(words.strip()) is not None


def is_called(text: str, start: int, end: int) -> bool:
    """Whether a stretch begins with a name as it is written, up to the first stop."""
    stop = _STOP.search(text, start, end)
    words = text[start : stop.start() if stop else end].strip()
    return bool(_HAN_NAME.fullmatch(words) or _CAPITALISED.fullmatch(words))
