"""What the check of customer details found, in words."""

from __future__ import annotations

from collections.abc import Mapping

from orderdoctor.i18n import Marked, Words, mark
from orderdoctor.tools.customer.knowledge import Knowledge
from orderdoctor.tools.customer.model import Field, Finding, Report, Rule, Verdict
from orderdoctor.tools.finding import Severity

FIELDS: Mapping[Field, Marked] = {
    Field.COUNTRY: mark("Country"),
    Field.NAME: mark("Name"),
    Field.STREET: mark("Street"),
    Field.STREET2: mark("Second address line"),
    Field.CITY: mark("City"),
    Field.PROVINCE: mark("State or province"),
    Field.POSTCODE: mark("Postcode"),
    Field.PHONE: mark("Phone"),
    Field.ID: mark("Tax or customs ID"),
}

SOURCES: Mapping[str, Marked] = {
    "stdnum": mark("python-stdnum: check rules of tax and identity numbers"),
    "google-addresses": mark("Google's address data"),
    "libphonenumber": mark("Google's phone number data (libphonenumber)"),
    "pccc-form": mark("taxwatch: what the Korean customs code is"),
    "customs-guides": mark("Customs guides of couriers"),
    "turkey-courier": mark("A courier's guide for Turkey"),
    "russia-guides": mark("Guides for buyers in Russia"),
    "amazon-id-countries": mark("Amazon's list of countries where the courier may ask for an ID number (copy)"),
    "rfc-generic": mark("Wikipedia: the Mexican RFC"),
    "taiwan-id-rule": mark("Form and check rule of Taiwan's ID numbers"),
    "saudi-id-rule": mark("Check rule of Saudi ID numbers, in public code"),
    "kuwait-id-rule": mark("Check rule of Kuwait's civil ID, as residents describe it"),
    "kazakhstan-id-rule": mark("Check rule of Kazakhstan's identification number"),
    "uruguay-id-rule": mark("Check rule of Uruguay's identity card"),
    "dsers-address-tool": mark("A program that checks addresses for DSers"),
    "common-sense": mark("Our own guess"),
}
"""The sources that only this check uses; the others stand in the catalog."""

NUMBERS: Mapping[str, Marked] = {
    "kr.pccc": mark("personal customs code (PCCC)"),
    "kr.arn": mark("alien registration number"),
    "kr.rrn": mark("resident registration number"),
    "kr.passport": mark("passport number"),
    "id.passport": mark("passport number"),
    "ru.passport": mark("passport number"),
    "sa.short-address": mark("short national address"),
    "sa.id": mark("national ID or iqama number"),
    "tw.id": mark("ID card number (身分證字號)"),
    "tw.arc": mark("residence permit number (居留證)"),
    "tw.ubn": mark("business number (統一編號)"),
    "cn.ric": mark("ID card number (身份证)"),
    "il.id": mark("identity number (Mispar Zehut)"),
    "za.id": mark("South African ID number"),
    "eg.id": mark("national ID number"),
    "jo.id": mark("national number"),
    "th.pin": mark("citizen ID number"),
    "ru.inn": mark("personal INN (ИНН)"),
    "ru.inn-company": mark("company INN (ИНН)"),
    "pe.ce": mark("foreigner's card (CE)"),
    "bg.egn": mark("EGN (ЕГН)"),
    "gr.afm": mark("AFM (ΑΦΜ)"),
    "by.unp": mark("UNP (УНП)"),
    "kz.iin": mark("IIN or BIN (ИИН/БИН)"),
    "ua.rntrc": mark("taxpayer number (РНОКПП)"),
    "ua.edrpou": mark("company number (ЄДРПОУ)"),
}
"""Numbers that are called otherwise in other languages; all others keep their own names (CPF, RUT, RFC …)."""

NOTES: Mapping[str, Marked] = {
    "cpf-owner": mark("The contact name has to be that of the CPF's owner. This can't be checked here."),
    "brazil-birthday": mark("DSers' own check also takes the date of birth, written DDMMYYYY."),
    "ireland-counties": mark("AliExpress' list often lacks the counties of Ireland: then choose “Other”."),
    "vienna-districts": mark(
        "In Vienna, AliExpress lists districts as cities, such as “Wien 1.,Innere Stadt”. Other towns may need “Other”."
    ),
    "rut-sources": mark("Sources disagree: AliExpress' API page marks the RUT as not used, its notice asks for it."),
    "korea-foreigners": mark(
        "Koreans give the customs code. Foreigners give passport or alien registration number and date of birth."
    ),
    "turkey-parcels": mark("One person in Turkey may get 5 parcels a month, with 4 items each at most."),
    "peru-provinces": mark("AliExpress lists Peru's 195 provinces (such as ABANCAY), and not its departments."),
    "russia-passport": mark("For express couriers, customs in Russia also ask for the passport's number and date."),
}

_TEXTS: Mapping[Rule, Marked] = {
    Rule.CUT: mark("The text is too long: only its first {most} characters were looked at."),
    Rule.COUNTRY_NEEDED: mark("Without the country, the rest can hardly be checked."),
    Rule.COUNTRY_UNKNOWN: mark("There is no country “{given}”."),
    Rule.COUNTRY_SHORT: mark(
        "DSers does not take a short name such as “{given}” in a CSV file. Write the full English name."
    ),
    Rule.COUNTRY_CODE: mark("AliExpress' API writes {listed} for this country, and not {code}."),
    Rule.COUNTRY_UNLISTED: mark("AliExpress' address form does not have {country}."),
    Rule.COUNTRY_NOT_SERVED: mark("A tool's help says that AliExpress does not ship to {country} this way."),
    Rule.REMOTE_AREA: mark("This is in {area}. Many items do not ship there, and the recipient has to clear customs."),
    Rule.HIDDEN_LETTERS: mark("There are characters in it that can't be seen."),
    Rule.FULL_WIDTH: mark("Some characters are full-width, as Chinese and Japanese keyboards write them."),
    Rule.NOT_LATIN: mark("Some letters are not Latin. Tools send Latin letters to AliExpress."),
    Rule.ACCENTS: mark("Some letters have accents. Tools send them to AliExpress without."),
    Rule.SYMBOLS: mark("DSers does not take special characters: {signs}"),
    Rule.RARE_SYMBOLS: mark("A strict form may refuse these signs: {signs}"),
    Rule.TOO_LONG: mark("It is {n} bytes long. An older AliExpress API took {most}, accents count double."),
    Rule.NAME_ONE_WORD: mark("The name is one word. Couriers expect first and last name."),
    Rule.NAME_DIGITS: mark("There are digits in the name."),
    Rule.NAME_PATRONYMIC: mark("For Russia, guides ask for the full name with the patronymic, in Latin letters."),
    Rule.NAME_LENGTH: mark("The name has {n} characters. HyperSKU takes {most} at most."),
    Rule.STREET_NUMBER: mark("There is no house number."),
    Rule.STREET_NEIGHBOURHOOD: mark("In Brazil, the neighbourhood (bairro) has to stand behind the house number."),
    Rule.OTHER_REFUSED: mark("AliExpress' list for {country} has no “Other” here: choose a name from the list."),
    Rule.OTHER_TOWN: mark("With “Other”, the real name has to stand in this line, or the courier can't find it."),
    Rule.AREA_LISTED_AS: mark("AliExpress takes the name from its own list. “{name}” is probably {listed} there."),
    Rule.AREA_CODE: mark("“{name}” is a short form. AliExpress takes the name from its own list: {listed}."),
    Rule.AREA_OLD: mark("“{name}” is not among the provinces known here. That list of {country} held until {until}."),
    Rule.AREA_UNCHECKED: mark(
        "No list of this country's provinces is known here. Choose one that AliExpress' address form shows."
    ),
    Rule.TOWN_ELSEWHERE: mark("{name} is in {areas}, by Google's data, and not in the province that is given."),
    Rule.TOWN_POSTCODE: mark("The postcode {postcode} stands in the field of the city."),
    Rule.TOWN_LOWER_CASE: mark("In Austria, a city in small letters was refused. Begin it with a capital."),
    Rule.SWAPPED: mark("City and province seem to be exchanged: “{city}” is a province, “{name}” is none."),
    Rule.POSTCODE_FORMAT: mark("“{given}” is no postcode of this country. There it looks like {examples}."),
    Rule.POSTCODE_WRITTEN: mark("In this country the postcode is written {right}."),
    Rule.POSTCODE_ELSEWHERE: mark("The postcode {given} belongs to {areas}, and not to {province}."),
    Rule.POSTCODE_NOWHERE: mark("No province of this country has postcodes that begin like {given}."),
    Rule.PHONE_SIGNS: mark("AliExpress takes digits only, and the country code {code} in a field of its own."),
    Rule.PHONE_CODE: mark("The country code {code} has a field of its own. The number is {number}."),
    Rule.PHONE_ZERO: mark("The number must not begin with 0 behind the country code {code}."),
    Rule.PHONE_LETTERS: mark("There are letters in the phone number. AliExpress takes digits only."),
    Rule.PHONE_IMPOSSIBLE: mark(
        "“{given}” can't be a phone number of this country: too short, too long or incomplete."
    ),
    Rule.PHONE_NOT_VALID: mark("“{given}” has a possible length, but no such number is in use in this country."),
    Rule.PHONE_LENGTH: mark("The number has {n} digits. AliExpress' message says {least} to {most}."),
    Rule.PHONE_LENGTH_MEASURED: mark(
        "The number has {n} digits. One shop operator found that AliExpress took {least} to {most}."
    ),
    Rule.PHONE_ELSEWHERE: mark("The phone number is from another country: {region}."),
    Rule.PHONE_PLACEHOLDER: mark("“{given}” looks made up. The courier can't call the customer with it."),
    Rule.ID_DATE: mark("The {number} holds a date of birth, and here it is no possible date."),
    Rule.ID_PART: mark("The check character of the {number} is right, but a part of it is unusual. Ask the customer."),
    Rule.ID_REPEATS: mark("A {number} with the same digit throughout belongs to nobody."),
    Rule.ID_NOBODY: mark("This is the general {number} for people without one. It does not name the recipient."),
    Rule.ID_ELSEWHERE: mark("This looks like a {number} of another country: {country}."),
    Rule.ID_DOUBTFUL: mark(
        "As a {number} it can't be checked. As a {other} it would be wrong: the check characters would be {expected}."
    ),
    Rule.ID_COMPANY: mark("This is a company's number ({number}). AliExpress' rule names the CPF of a person."),
    Rule.ID_OTHER_NUMBER: mark("This is a {number}. What is asked for is the {asked}."),
    Rule.ID_WRITTEN: mark("It is usually written {written}."),
    Rule.ID_IN_ADDRESS: mark("The number stands in another field. It has a field of its own."),
    Rule.ID_NO_RULE: mark("No rule for an ID number in this country is known here, so it was not checked."),
}

_MISSING: Mapping[Field, Marked] = {
    Field.COUNTRY: mark("The country is missing."),
    Field.NAME: mark("The name is missing."),
    Field.STREET: mark("The street is missing."),
    Field.CITY: mark("The city is missing. AliExpress requires one from its own list."),
    Field.PROVINCE: mark("The state or province is missing. AliExpress requires one from its own list."),
    Field.PHONE: mark("The phone number is missing. AliExpress requires it, and the courier needs it."),
}

_ASKED: Mapping[str, Marked] = {
    "required": mark("An order to {country} needs the {numbers}."),
    "customs": mark(
        "Customs or the courier in {country} ask for the {numbers}. It is not known as AliExpress' own rule."
    ),
    "courier": mark("The courier in {country} may ask for an ID number ({numbers}). This is no rule of AliExpress."),
}


def finding_text(finding: Finding, report: Report, knowledge: Knowledge, words: Words) -> str:
    """What a finding means, in a sentence or two, without what could be written instead."""
    special = {
        Rule.MISSING: _missing_text,
        Rule.AREA_UNKNOWN: _area_text,
        Rule.AREA_LEVEL: _area_text,
        Rule.TOWN_UNKNOWN: _town_text,
        Rule.NAME_WORD: _name_word_text,
        Rule.ID_FORM: _form_text,
        Rule.ID_CHECK: _check_text,
    }.get(finding.rule)
    if special is not None:
        return special(finding, report, knowledge, words)
    if finding.rule is Rule.NOTE:
        return words.marked(NOTES[str(finding.facts["note"])])
    return words.marked(_TEXTS[finding.rule]).format(**_facts(finding, knowledge, words))


def suggestion_text(finding: Finding, words: Words) -> str:
    """What could be written instead; empty if there is no suggestion."""
    if not finding.suggestions:
        return ""
    shown = " · ".join(finding.suggestions)
    if finding.sound:
        return words.tr("Write: {text}").format(text=shown)
    if finding.rule in (Rule.NOT_LATIN, Rule.ACCENTS):
        return words.tr("One way to write it: {text}").format(text=shown)
    return words.tr("Perhaps: {text}").format(text=shown)


def number_text(report: Report, knowledge: Knowledge, words: Words) -> str:
    """What is to be thought of the tax, customs or identity number; empty if none was given or it is in doubt."""
    result = report.number
    if result is None or result.verdict not in (Verdict.RIGHT, Verdict.FORM_ONLY):
        return ""
    if result.verdict is Verdict.RIGHT:
        text = words.tr("{number} is a well-formed {name}, and its check is right. Whose it is can't be seen from it.")
    elif knowledge.numbers[result.number].hidden_check:
        text = words.tr(
            "{number} is a well-formed {name}. The rule of its check is not public: typing mistakes can't be seen."
        )
    else:
        text = words.tr("{number} is a well-formed {name}. No check rule is known: typing mistakes can't be seen.")
    return text.format(number=result.written, name=number_name(result.number, knowledge, words))


def number_name(number: str, knowledge: Knowledge, words: Words) -> str:
    """What a kind of number is called."""
    if number in NUMBERS:
        return words.marked(NUMBERS[number])
    return knowledge.numbers[number].name if number in knowledge.numbers else number


def summary_text(report: Report, words: Words) -> str:
    """How much there is to correct."""
    errors = sum(finding.severity is Severity.ERROR for finding in report.findings)
    warnings = sum(finding.severity is Severity.WARNING for finding in report.findings)
    if not errors and not warnings:
        return words.tr("Nothing that has to be corrected was found.")
    wrong = words.trn("{n} thing has to be corrected", "{n} things have to be corrected", errors).format(n=errors)
    doubtful = words.trn("{n} thing to look at", "{n} things to look at", warnings).format(n=warnings)
    if not warnings:
        return words.tr("{text}.").format(text=wrong)
    if not errors:
        return words.tr("{text}.").format(text=doubtful)
    return words.tr("{wrong}, {doubtful}.").format(wrong=wrong, doubtful=doubtful)


def copy_text(report: Report, words: Words) -> str:
    """The corrected details as lines to copy: each field behind its name, the phone's country code at the end."""
    line = words.tr("{name}: {value}")
    lines = [
        line.format(name=words.marked(FIELDS[which]), value=value.strip())
        for which, value in report.corrected.given()
        if value.strip()
    ]
    if report.phone is not None:
        lines.append(line.format(name=words.tr("Phone country code"), value=report.phone.code))
    return "\n".join(lines)


def _facts(finding: Finding, knowledge: Knowledge, words: Words) -> dict[str, object]:
    """The facts as texts: countries and numbers by their names, several things with commas between."""
    shown: dict[str, object] = {}
    for key, value in finding.facts.items():
        if key in ("country", "region"):
            shown[key] = knowledge.name_of(str(value), words.language.code)
        elif key in ("number", "other", "asked") and value in knowledge.numbers:
            shown[key] = number_name(str(value), knowledge, words)
        elif isinstance(value, tuple):
            shown[key] = words.listed(value)
        else:
            shown[key] = value
    return shown


def _missing_text(finding: Finding, report: Report, knowledge: Knowledge, words: Words) -> str:
    if finding.field is Field.POSTCODE:
        examples = _facts(finding, knowledge, words)["examples"]
        return words.tr("The postcode is missing. In this country it looks like {examples}.").format(examples=examples)
    if finding.field is not Field.ID:
        return words.marked(_MISSING[finding.field])
    country = knowledge.name_of(report.country, words.language.code)
    if not report.numbers:
        return words.tr("The courier in {country} may ask for an ID number. This is no rule of AliExpress.").format(
            country=country
        )
    asked = words.marked(_ASKED[str(finding.facts["ask"])])
    return asked.format(country=country, numbers=_numbers(report.numbers, knowledge, words))


def _numbers(numbers: tuple[str, ...], knowledge: Knowledge, words: Words) -> str:
    names = dict.fromkeys(number_name(number, knowledge, words) for number in numbers)
    return words.tr(" or ").join(names)


def _area_text(finding: Finding, report: Report, knowledge: Knowledge, words: Words) -> str:
    facts = _facts(finding, knowledge, words)
    if finding.rule is Rule.AREA_LEVEL:
        return words.tr(
            "“{name}” is a region. AliExpress' newer list of {country} has a smaller level; an older list has regions."
        ).format(**facts)
    if facts["other"] == "yes":
        return words.tr(
            "“{name}” is not among the provinces known for {country}. If AliExpress' form does not have it either, "
            "choose “Other” and write it in the second address line."
        ).format(**facts)
    return words.tr(
        "“{name}” is not among the provinces known for {country}, and the list has no “Other”. Choose a listed one."
    ).format(**facts)


def _town_text(finding: Finding, report: Report, knowledge: Knowledge, words: Words) -> str:
    facts = _facts(finding, knowledge, words)
    where = facts["province"] or knowledge.name_of(report.country, words.language.code)
    if facts["other"] == "no":
        return words.tr(
            "“{name}” is not among the towns known in {where}, and AliExpress' list has no “Other” for towns."
        ).format(name=facts["name"], where=where)
    return words.tr(
        "“{name}” is not among the towns known in {where}. If AliExpress' form does not have it either, "
        "choose “Other” and write it in the second address line."
    ).format(name=facts["name"], where=where)


def _name_word_text(finding: Finding, report: Report, knowledge: Knowledge, words: Words) -> str:
    facts = _facts(finding, knowledge, words)
    if facts["stated"] == "yes":
        return words.tr("Each word of the name needs {least} to {most} characters: {words}").format(**facts)
    return words.tr(
        "For the United States, each word of the name needs {least} to {most} characters. Here it may matter too: {words}"
    ).format(**facts)


def _form_text(finding: Finding, report: Report, knowledge: Knowledge, words: Words) -> str:
    numbers = finding.facts["numbers"]
    kinds = [number for number in numbers if number in knowledge.numbers] if isinstance(numbers, tuple) else []
    shapes = [
        words.tr("{name} (such as {example})").format(
            name=number_name(number, knowledge, words), example=knowledge.numbers[number].example
        )
        for number in kinds
    ]
    text = words.trn(
        "This has {n} character, and does not have the form of what is asked for: {shapes}.",
        "This has {n} characters, and does not have the form of what is asked for: {shapes}.",
        int(str(finding.facts["length"])),
    ).format(n=finding.facts["length"], shapes=words.tr(" or ").join(shapes))
    if finding.facts.get("same") == "postcode":
        text = words.tr("This is the postcode. {text}").format(text=text)
    return text


def _check_text(finding: Finding, report: Report, knowledge: Knowledge, words: Words) -> str:
    facts = _facts(finding, knowledge, words)
    if not facts["expected"]:
        text = words.tr("The {number} breaks its check rule, so at least one character is wrong.").format(**facts)
    else:
        text = words.tr(
            "The {number} ends in {given}, and by its check rule it would be {expected}. At least one character is wrong."
        ).format(**facts)
    if facts["exceptions"] == "yes":
        text += " " + words.tr("But about 1 in 70 of these numbers breaks the rule and is right: ask the customer.")
    return text
