"""The labels behind which personal data stands, in forms, mails, chats and in JSON, and of which kind it is.

Written as `plain_label` makes them: small letters, no accents, words with one space between them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import Enum
from typing import Final


class Kind(Enum):
    """What stands behind a label."""

    NAME = "a name"
    PERSON = "a person, or what they said"
    ADDRESS = "an address"
    DIGITS = "a phone number, postcode, or paper's number"
    ORDER = "an order's or a parcel's number"
    OTHER = "nothing personal, but another field begins"


def _words(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split("|"))


_NAMES: Final = _words(
    "full name|fullname|first name|firstname|last name|lastname|middle name|given name|family name|surname|customer name|"
    "client name|buyer name|receiver name|recipient name|recipient|receiver|receiver full name|consignee|consignee name|"
    "contact person|contactperson|contact name|contact person name|ship to name|shipping name|billing name|cardholder|"
    "cardholder name|card holder|card holder name|account holder|account name|addressee|attn|your name|sender name|sender|"
    "buyer login id|login id|loginid|user name|username|nickname|user nick|buyer nick|wechat|zalo|telegram|"
    "ho ten|ho va ten|ten nguoi nhan|nguoi nhan|ten nguoi nhan hang|nguoi nhan hang|ten khach|ten khach hang|ten nguoi mua|"
    "ten day du|ten chu the|chu the|chu tai khoan|nguoi lien he|ten lien he|nguoi gui|ten nguoi gui|hten|"
    "姓名|收货人|收件人|收货人姓名|收件人姓名|收货人名字|收件人名字|收货人名称|收货姓名|联系人|联系人姓名|客户姓名|买家姓名|顾客姓名|客户名字|持卡人|"
    "持卡人姓名|寄件人|发件人|寄件人姓名|发件人姓名|真实姓名|收件姓名|用户名|昵称|微信|微信号|收貨人|收貨人姓名|聯絡人|聯繫人|寄件者|收件者|客戶姓名"
)
_NAMES_ALONE: Final = _words("name|contact|ten|ho|nguoi lien lac|lien he|名字|收货|收件|收")
"""Also words of other things ("Product name: …"): only where nothing stands before them."""

_PEOPLE: Final = _words(
    "customer|buyer|client|khach|khach hang|nguoi mua|买家|客户|顾客|客人|買家|客戶|dear|kinh gui|chu tk"
)
_ADDRESSES: Final = _words(
    "street address|shipping address|delivery address|billing address|ship to|deliver to|bill to|detail address|detailed address|"
    "home address|full address|mailing address|postal address|receiver address|recipient address|consignee address|buyer address|"
    "customer address|address line|address line 1|address line 2|address line 3|address1|address2|address3|address 1|address 2|"
    "residential address|contact address|your address|my address|return address|house number|house no|"
    "dia chi nhan hang|dia chi giao hang|dia chi nhan|dia chi giao|dia chi nguoi nhan|dia chi khach|dia chi khach hang|"
    "dia chi chi tiet|dia chi cu the|dia chi nha|dia chi lien he|giao den|giao toi|giao hang den|so nha|ten duong|"
    "收货地址|收件地址|详细地址|具体地址|配送地址|送货地址|家庭地址|邮寄地址|寄件地址|街道地址|收货人地址|收件人地址|客户地址|买家地址|联系地址|门牌号|"
    "寄送地址|地址1|地址2|地址一|地址二|收貨地址|詳細地址|寄送地址|通訊地址"
)
_ADDRESSES_ALONE: Final = _words(
    "address|addresses|addr|street|street1|street2|apartment|dia chi|d/c|dc|duong|地址|街道|住址"
)
_NOT_ADDRESSES: Final = _words(
    "ip|email|e-mail|mail|web|url|mac|wallet|page|site|website|thu|网页|网址|邮箱|邮件|电子邮件|网站|链接|接口"
)

_DIGITS: Final = _words(
    "phone|phone number|phone no|phone num|phones|telephone|telephone number|tel|tel no|mobile|mobile no|mobile number|mobile phone|"
    "mobile num|mobileno|phonenumber|cell|cell phone|cellphone|contact number|contact phone|contact no|whatsapp|viber|fax|"
    "sdt|so dien thoai|so dt|dien thoai|dt|so dtdd|dtdd|di dong|so di dong|sdt nguoi nhan|sdt khach|sdt nhan hang|so lien he|"
    "手机|手机号|手机号码|电话|电话号码|联系电话|联系方式|联系手机|联系号码|收货人电话|收件人电话|收货电话|收件电话|收货人手机|收件人手机|座机|客户电话|"
    "手機|手機號|手機號碼|電話|電話號碼|聯絡電話|聯繫電話|"
    "zip|zip code|zipcode|postal code|postalcode|postcode|post code|postal|zip/postal code|zip postal code|cep|plz|pin code|pincode|"
    "ma buu chinh|ma buu dien|ma zip|buu chinh|邮编|邮政编码|邮政编号|郵編|郵遞區號|郵政編碼|"
    "cpf|cnpj|cpf/cnpj|cpf cnpj|rut|rut no|rut number|run|rfc|curp|rfc/curp|pccc|customs id|"
    "customs clearance code|personal customs clearance code|personal customs code|clearance id|tax id|tax number|tax no|tax code|"
    "tax id number|taxpayer id|tax payer id|tin|nif|nie|dni|vat number|vat no|vat id|vat tax number|eori|ioss|ioss number|inn|"
    "passport|passport no|passport number|passport id|passport num|foreigner passport no|id card|id card no|id card number|id number|"
    "identity card|national id|national id number|identity number|identity no|personal id|ssn|birth number|"
    "cccd|cmnd|cccd/cmnd|cmnd/cccd|can cuoc|can cuoc cong dan|so can cuoc|so cccd|so cmnd|ho chieu|so ho chieu|ma so thue|mst|"
    "身份证|身份证号|身份证号码|护照|护照号|护照号码|税号|纳税人识别号|通关号|通关码|清关号|清关码|个人通关码|个人通关号|证件号|证件号码|身分證|身分證號|護照號碼|稅號|"
    "card|card number|card no|credit card|credit card number|debit card|account number|account no|bank account|iban|cvv|cvc|"
    "so the|so tai khoan|stk|卡号|银行卡号|信用卡号|银行账号|银行卡|信用卡"
)
_ORDERS: Final = _words(
    "order|order id|order ids|order no|order number|order num|order sn|order code|trade order id|ae order id|aliexpress order|"
    "aliexpress order id|aliexpress order number|parent order id|child order id|sub order id|out order id|tracking|tracking number|"
    "tracking no|tracking num|tracking id|tracking code|logistics no|logistics number|logisticsno|waybill|waybill number|"
    "waybill no|awb|parcel|parcel number|package number|shipment id|shipment number|track number|trackingnumber|"
    "don|don hang|ma don|ma don hang|so don hang|so don|ma van don|van don|so van don|ma buu gui|ma tracking|"
    "订单|订单号|订单编号|订单号码|子订单号|主订单号|平台订单号|运单|运单号|运单号码|快递单号|快递号|物流单号|物流号|物流追踪号|追踪号|跟踪号|货运跟踪号|"
    "货运单号|包裹号|单号|交易号|訂單號|訂單編號|運單號|物流單號|快遞單號"
)
_OTHERS: Final = _words(
    "country|country code|phone country|phone code|city|town|state|province|region|district|ward|county|email|e-mail|mail|email address|"
    "order date|date|time|status|order status|state code|error|err|error code|error msg|error message|errmsg|message|msg|code|"
    "sub code|sub msg|store name|shop name|carrier name|sku name|file name|field name|item name|variant name|service name|method name|"
    "app name|brand name|"
    "product title|ten cua hang|ten shop|ten hang|商品名|产品名|产品名称|店铺名称|"
    "request id|note|notes|remark|remarks|reason|result|product|product name|item|items|sku|quantity|qty|price|total|"
    "amount|carrier|shipping method|shipping|store|shop|url|link|subject|comment|variant|options|currency|language|ip|ip address|"
    "quoc gia|nuoc|thanh pho|tinh|tinh/thanh|quan|huyen|quan/huyen|phuong|xa|phuong/xa|trang thai|loi|ma loi|bao loi|thong bao|ghi chu|"
    "ly do|san pham|ten san pham|so luong|gia|tong|don vi van chuyen|cua hang|ngay|ngay dat|noi dung|van de|"
    "国家|城市|省|省份|州|市|区|县|地区|邮箱|电子邮箱|邮件|状态|订单状态|错误|错误码|错误代码|错误信息|报错|报错信息|提示|系统提示|代码|信息|消息|备注|"
    "原因|商品|商品名称|数量|价格|金额|总价|物流方式|承运商|店铺|店铺名|链接|时间|日期|下单时间|问题|返回|返回信息|结果|國家|省/州|城市/镇"
)

LABELS: Final[Mapping[str, Kind]] = {
    **dict.fromkeys(_OTHERS, Kind.OTHER),
    **dict.fromkeys(_ORDERS, Kind.ORDER),
    **dict.fromkeys(_DIGITS, Kind.DIGITS),
    **dict.fromkeys(_ADDRESSES | _ADDRESSES_ALONE, Kind.ADDRESS),
    **dict.fromkeys(_PEOPLE, Kind.PERSON),
    **dict.fromkeys(_NAMES | _NAMES_ALONE, Kind.NAME),
}
_ALONE: Final = (
    _NAMES_ALONE
    | _ADDRESSES_ALONE
    | _PEOPLE
    | _words("card|pin code|run|cell|dt|don|order|tracking|parcel|contact|ho|单号")
)
_LAST: Final = frozenset(label.split()[-1] for label in LABELS) | frozenset(
    label[-2:] for label in LABELS if not label.isascii()
)
"""What a label ends with: of most texts before a colon this tells at once that they are none."""

_MOST_WORDS: Final = 5
_MOST_HAN: Final = 8
_REACH: Final = 24

_JOINTS: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[_.\-\[\]]+|(?<=[A-Z])(?=[A-Z][a-z])")
_ORNAMENT: Final = re.compile(r"^[\s*#•·>\-–—.()\d、]*(?<![A-Za-z])|\((?:optional|required|\*)\)|[\s*#]+$")


def plain_label(text: str, name: bool = False) -> str:
    """A label as LABELS writes it. name: it is the name of a field, such as contactPerson or mobile_no."""
    if name:
        text = _JOINTS.sub(" ", text)
    text = " ".join(_ORNAMENT.sub("", text).casefold().split())
    if text.isascii():
        return text
    letters = unicodedata.normalize("NFD", text).replace("đ", "d")
    return unicodedata.normalize("NFC", "".join(sign for sign in letters if not unicodedata.combining(sign)))


def kind_of_label(label: str) -> Kind | None:
    """The kind of a plain label before which nothing stands."""
    return LABELS.get(label)


def kind_of_name(label: str) -> Kind | None:
    """The kind of the plain name of a field: by all its words, else by its last ones (logistics_address.contact_person)."""
    known = LABELS.get(label)
    if known is not None:
        return known
    words = label.split()
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        ending = " ".join(words[-count:])
        if ending in LABELS and ending not in _ALONE:
            return LABELS[ending]
    if len(words) > 1 and words[-1] in _ADDRESSES_ALONE and words[-2] not in _NOT_ADDRESSES:
        return Kind.ADDRESS
    return None


def kind_of_ending(text: str, alone: bool) -> tuple[Kind, int] | None:
    """The kind of the label that a text ends with, and where in the text it begins; None if it ends with none.

    alone: also such labels as can be the end of another thing's name.
    """
    end = plain_label(text[-_REACH:]).rsplit(" ", 1)[-1]
    if end not in _LAST and end[-2:] not in _LAST:
        return None
    words = list(re.finditer(r"\S+", text))
    for word in words[-_MOST_WORDS:]:
        label = plain_label(text[word.start() :])
        if label in LABELS and (alone or label not in _ALONE):
            return LABELS[label], word.start()
    last = words[-1][0] if words else ""
    if last.isascii():
        return None
    for count in range(min(_MOST_HAN, len(last) - 1), 1, -1):
        label = plain_label(last[-count:])
        if label in LABELS and (alone or label not in _ALONE):
            return LABELS[label], words[-1].end() - count
    return None
