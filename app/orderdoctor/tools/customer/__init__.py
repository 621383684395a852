"""Customer details: what AliExpress, customs and couriers ask of a country, and what of it a name and address lack.

`checking.check` takes details and tables (`knowledge.Knowledge`) and gives a report; `paste.take_apart` makes details out
of a pasted address block. Nothing is changed by itself: what could be written instead stands in the report.
"""
