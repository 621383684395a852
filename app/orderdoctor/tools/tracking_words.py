"""What the check of tracking numbers found, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from orderdoctor.i18n import Marked, Words, mark
from orderdoctor.tools.finding import Finding, Severity, Sure
from orderdoctor.tools.tracking.results import Answer, Candidate, Check, Kind, Verdict
from orderdoctor.tools.tracking.table import Source

MOST_NAMED = 4
"""Carriers that one sentence names."""

SURE: Mapping[Sure, Marked] = {
    Sure.OFFICIAL: mark("the rule of the carrier or the standard itself"),
    Sure.PUBLISHED: mark("published by others"),
    Sure.TOOL: mark("other programs do it so"),
    Sure.OPERATOR: mark("checked by someone on real numbers"),
    Sure.GUESS: mark("a guess"),
}

SOURCES: Mapping[str, Marked] = {
    "upu-s10": mark("UPU standard S10-12, as Wikipedia describes it"),
    "tracking-number-data": mark("tracking_number_data 2.0.0, an open collection of formats"),
    "usps-199": mark("USPS Publication 199, as tracking_number_data 2.0.0 reads it"),
    "dpd-label": mark("DPD Parcel Label Specification 2.4.1, as tracking_number_data 2.0.0 reads it"),
    "gs1-sscc": mark("GS1 General Specifications, 7.9.1"),
    "ups-check": mark("Perl's Algorithm::CheckDigits, UPS"),
    "identcode": mark("Perl's Algorithm::CheckDigits, Identcode of Deutsche Post"),
    "seven-check": mark("What the seven check (7DR) is, gyomu.org"),
    "japan-post-numbers": mark("A blog on the numbers of Japan Post"),
    "colissimo-shop": mark("A shop's program, checked on about 300 real numbers"),
    "correos-codes": mark("Correos, Annex XI: shipment code structures"),
    "parcelforce-formats": mark("Parcelforce, tracking number formats"),
    "tnt-formats": mark("wheremy.com on TNT's tracking numbers"),
    "ast-pro": mark("Advanced Shipment Tracking PRO (WooCommerce), list with an example for each carrier"),
    "woocommerce": mark("WooCommerce, list of carriers"),
    "cn-carriers": mark("A program's rules for Chinese carriers"),
    "trackers": mark("Several public tracking programs"),
    "cainiao-guide": mark("parceldetect.com on AliExpress Standard Shipping"),
    "cnusup-guide": mark("cnusup.com, package tracking numbers explained"),
    "order-numbers": mark("Order, product and SKU numbers of AliExpress in public programs and pages"),
    "own": mark("Order Doctor's own observation"),
}
"""The sources of carriers.toml."""

SERVICES: Mapping[str, Marked] = {
    "tracked": mark("tracked letter"),
    "parcel": mark("parcel"),
    "ems": mark("EMS, the post's express service"),
    "e-commerce": mark("e-commerce parcel"),
    "express-letter": mark("express letter"),
    "m-bag": mark("bag of printed matter"),
    "business-reply": mark("business reply"),
    "registered": mark("registered letter"),
    "letter": mark("letter with customs papers, often without full tracking"),
    "insured": mark("insured letter"),
    "bilateral": mark("agreed between single countries"),
}

HEADLINES: Mapping[Verdict, Marked] = {
    Verdict.RIGHT: mark("The number is well formed, and its check digit is right"),
    Verdict.FORMAT: mark("The number is well formed; no check digit is known for its form"),
    Verdict.DOUBTFUL: mark("Doubtful: it depends on the carrier"),
    Verdict.WRONG: mark("There is a mistake in the number"),
    Verdict.UNKNOWN: mark("No carrier's form that we know"),
    Verdict.ASK: mark("Probably an AliExpress order number"),
    Verdict.OTHER: mark("Not a tracking number"),
}


def headline(answer: Answer, words: Words) -> str:
    """The verdict in a few words."""
    if any(finding.what == Kind.OTHER_CARRIER for finding in answer.findings):
        return words.tr("Another carrier's number")
    return words.marked(HEADLINES[answer.verdict])


def carrier_name(one: Candidate, words: Words) -> str:
    """The carrier, with the letters of a postal service's number behind it."""
    return one.label if one.name else words.tr("a postal service ({letters})").format(letters=one.letters)


def fit_text(answer: Answer, words: Words) -> str:
    """Whose number it can be; empty if it is nobody's or no tracking number."""
    if answer.verdict in (Verdict.UNKNOWN, Verdict.OTHER, Verdict.WRONG):
        return ""
    checks = (Check.RIGHT,) if answer.verdict is Verdict.RIGHT else (Check.RIGHT, Check.NONE)
    fitting = [carrier_name(one, words) for one in answer.candidates if one.check in checks]
    if not fitting:
        return ""
    names = named(fitting, words)
    if answer.verdict is Verdict.ASK:
        return words.tr("If it is no order number, it can be one of {carriers}.").format(carriers=names)
    if answer.verdict is Verdict.DOUBTFUL:
        return words.tr("It can be a number of {carriers}.").format(carriers=names)
    return words.tr("Fits: {carriers}.").format(carriers=names)


def named(names: Iterable[str], words: Words) -> str:
    """Names in a row, each once; a long row is cut."""
    every = list(dict.fromkeys(names))
    row = words.listed(every[:MOST_NAMED])
    return words.tr("{names} and others").format(names=row) if len(every) > MOST_NAMED else row


def service_text(answer: Answer, words: Words) -> str:
    """What kind of item a postal service's number belongs to; empty for other numbers."""
    service = next((one.service for one in answer.candidates if one.service in SERVICES), "")
    if not service or not answer.fits:
        return ""
    return words.tr("Kind of item, by its first letter: {service}.").format(service=words.marked(SERVICES[service]))


def finding_text(finding: Finding, words: Words) -> str:
    """A finding as one or two sentences."""
    facts = dict(finding.facts)
    if finding.what == Kind.CHECK_WRONG and finding.severity is not Severity.ERROR:
        return words.tr(
            "It is hardly a number of {carrier}: its check digit would have to be {expected}, and it is {given}."
        ).format(**facts)
    if facts.get("carrier") == "":
        facts["carrier"] = words.tr("a postal service (2 letters, 9 digits, 2 letters)")
    return words.marked(FINDINGS[Kind(finding.what)]).format(**facts)


FINDINGS: Mapping[Kind, Marked] = {
    Kind.HIDDEN: mark("There are invisible characters in it. Type the number by hand."),
    Kind.FULL_WIDTH: mark("It has full-width characters. Type it in ordinary letters and digits."),
    Kind.FOREIGN: mark(
        "It has characters of another alphabet that look right, but are others. Type the number by hand."
    ),
    Kind.SPACES: mark("There are spaces in it. Leave them out where you enter it."),
    Kind.SIGNS: mark("There are dots, hyphens or other signs in it. Leave them out where you enter it."),
    Kind.LOOKALIKE: mark(
        "“{given}” may be a misread “{meant}”. The number would then be {number}: compare it with the label."
    ),
    Kind.CHECK_WRONG: mark(
        "For {carrier} the check digit would have to be {expected}, and it is {given}: at least one character is wrong."
    ),
    Kind.SERVICE: mark("No postal service's numbers end in {letters}."),
    Kind.LENGTH: mark("A number of {carrier} has {wanted} characters, and this one has {given}."),
    Kind.PLACE: mark("In a number of {carrier}, “{given}” can't stand at place {place}."),
    Kind.PLACEHOLDER: mark("It is a made-up number, as used in examples. No carrier gives out such a number."),
    Kind.ORDER: mark(
        "AliExpress' order numbers look like this. Is it the order's number? Then it can't be used for tracking."
    ),
    Kind.PRODUCT: mark("It is the number of a product on AliExpress."),
    Kind.SKU: mark("It is the number of a product variant (SKU) on AliExpress."),
    Kind.REFERENCE: mark(
        "It is Cainiao's own reference (LP and 14 digits). Postal services don't know it; they give the parcel another number."
    ),
    Kind.OTHER_CARRIER: mark("It is not a number of {carrier}, but it fits {others}."),
    Kind.REPEATED: mark("{number} stands here more than once."),
    Kind.TOO_LONG: mark("It is longer than any carrier's number."),
}


def advice(answer: Answer, words: Words) -> str:
    """What to do next."""
    kinds = {finding.what for finding in answer.findings}
    if Kind.REFERENCE in kinds:
        return words.tr("Ask the supplier for the number on the label, or look this one up with Cainiao until then.")
    if answer.verdict is Verdict.ASK:
        return words.tr("If it is the order's number, open that order and take the tracking number from there.")
    if answer.verdict is Verdict.OTHER:
        return words.tr("Open the order and take the tracking number from there.")
    if Kind.OTHER_CARRIER in kinds:
        return words.tr("Declare the parcel with the carrier that gave out the number, or ask for the right number.")
    if answer.verdict is Verdict.DOUBTFUL:
        return words.tr("Look on the label for the carrier, then check the number for that carrier alone.")
    if answer.fits:
        return words.tr("Declare it with the carrier that gave it out. If AliExpress refuses it then, its form is not the cause.")
    return words.tr(
        "Copy it again from the label or from the carrier's message, or ask the supplier for a photo of the label."
    )


def source_text(source: Source, words: Words) -> str:
    """Where a rule comes from, of which date, and how sure that is."""
    sure = words.marked(SURE[source.sure])
    name = source_name(source, words)
    if source.date:
        return words.tr("{source} ({date}; {sure})").format(source=name, date=source.date, sure=sure)
    return words.tr("{source} (no date; {sure})").format(source=name, sure=sure)


def source_name(source: Source, words: Words) -> str:
    """What a source is called."""
    known = SOURCES.get(source.id)
    return words.marked(known) if known else source.id
