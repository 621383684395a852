"""Published test numbers, each with the carrier that they are, or are not, of."""

from __future__ import annotations

OTHERS: tuple[tuple[str, str, str], ...] = (
    # UPU S10: the example of Wikipedia's article (47312482 -> 9), and the npm package s10 1.0.0's own tests.
    ("postal", "RR473124829GB", "right"),
    ("postal", "EB000717618HK", "right"),
    ("postal", "EB000717595HK", "right"),
    ("postal", "EB000717594HK", "wrong"),
    ("postal", "EB000717535HK", "wrong"),
    ("postal", "EB900717618HK", "wrong"),
    # UPS: Perl's Algorithm::CheckDigits, M10_011.
    ("ups", "1Z 591580 68 55587736", "right"),
    # Identcode of Deutsche Post: Perl's Algorithm::CheckDigits, M10_005.
    ("dhl-paket", "21.802 580.906 6", "right"),
    # Yamato (12345678901 -> 3): nanoappli.com/blog/archives/369.
    ("yamato", "1234-5678-9013", "right"),
    ("yamato", "1234-5678-9014", "wrong"),
    # Japan Post, eleven digits: foodp.hatenadiary.org/entry/20070927/p1.
    ("japan-post", "131-12-38385-2", "right"),
    # TNT (12345678 -> 5, 22345678 -> 8): stackoverflow.com/questions/57053, wheremy.com/tnt-tracking.
    ("tnt", "123456785", "right"),
    ("tnt", "223456788", "right"),
    ("tnt", "GD123456785WW", "right"),
    # Colissimo: a shop's program (a public repository), real numbers and their keys.
    ("la-poste", "5Y00526896286", "right"),
    ("la-poste", "5Y00526896293", "right"),
    ("la-poste", "1L02607415232", "right"),
    ("la-poste", "5Y00526896287", "wrong"),
    # Advanced Shipment Tracking PRO: the example that stands beside each carrier in its list.
    ("la-poste", "1Z00050675661", "right"),
    ("la-poste", "6A22770022266", "right"),
    ("tnt", "GE950540524WW", "right"),
    ("tnt", "GE971195415GB", "right"),
    ("chronopost", "XW435801688JB", "right"),
    ("yanwen", "UG336196744YP", "right"),
    ("yamato", "276571216773", "right"),
    ("yamato", "360889315032", "right"),
    ("postnord", "00373400306297064918", "right"),
    ("usps", "9400111202508825522526", "right"),
    ("yunexpress", "YT2203621272033099", "none"),
    ("sunyou", "SYUS006662718", "none"),
    ("cj-packet", "CJPNX0210202151YQ", "none"),
    ("wanb", "WNBAA0163882238YQ", "none"),
    ("jcex", "JCEUL1000047517YQ", "none"),
    ("yq-lines", "LAOUS0001913594YQ", "none"),
    ("cne", "3A5V599592327", "none"),
    ("sf", "SF6043310798724", "none"),
    ("jt", "JT5091156768308", "none"),
    ("evri", "H01HYA0005747846", "none"),
    ("postnl", "3SOVAC7567398", "none"),
    ("correos", "PK6Q1D0710032430128440H", "none"),
    ("correos", "6630004760384438", "none"),
    ("gls", "31156685642", "none"),
    ("gls", "00FMU9CQ", "none"),
    ("hermes-de", "H1002710741761101081", "none"),
    ("inpost", "643400489231636126555740", "none"),
    ("intelcom", "INTLCMC328940271", "none"),
    ("deppon", "DPK200071957168", "none"),
    ("ubi", "AUS493465701512", "none"),
    ("poste-italiane", "3C6075I298649", "none"),
    ("amazon", "QA1828801035", "none"),
    ("parcelforce", "PBPV7951955001", "none"),
    # Numbers in a public tracking program's tests (Go): 4PX, Cainiao, DHL Paket, postal services.
    ("4px", "4PX3001531337983CN", "none"),
    ("4px", "4PX3060152493898CN", "none"),
    ("cainiao", "CNUSUP00009319533", "none"),
    ("dhl-paket", "00340434498939362090", "right"),
    ("postal", "ML182338679MH", "right"),
    ("china-post", "LZ134747205CN", "right"),
    ("la-poste", "LP650665384FR", "right"),
    # Rules for Chinese carriers in a public program (2022-11-24), the numbers in its comments.
    ("jt", "JT3002232682242", "none"),
    ("jd", "JDVA11408814483", "none"),
    ("sto", "773170861031705", "none"),
    ("yunda", "462598779470531", "none"),
    ("china-post", "1240921381750", "none"),
    ("yto", "YT7460266600081", "none"),
    # SpeedPAK, made up by a public program's tests.
    ("speedpak", "ES0000000000000UN0000000000N", "none"),
)
"""Carrier, number, and what its check digit says for that carrier."""
