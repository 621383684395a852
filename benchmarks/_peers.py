"""The peers of our matcher: what most people would take. Each gets the same folded documents, and every text folded.

Near misses that our model learns from are documents too, of the reason "" (none): what is found there speaks against
all reasons, so that the peers may use them as well.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

Document = tuple[str, str]
"""Reason id (empty: a near miss) and folded text."""

Hits = list[tuple[str, float]]
"""Reasons with the score of their best document, best first, each once."""

Search = Callable[[str], Hits]
"""From a folded text to hits."""

MOST = 60
"""Documents that a peer is asked for."""

LONGEST = 3000
"""Letters of a text that the full-text peers are asked with."""


def partial_ratio(documents: Sequence[Document]) -> Search:
    """rapidfuzz: the best alignment of the shorter text in the longer one."""
    from rapidfuzz import fuzz

    return _fuzzy(documents, fuzz.partial_ratio)


def w_ratio(documents: Sequence[Document]) -> Search:
    """rapidfuzz: WRatio, the scorer that `process.extractOne` takes by itself."""
    from rapidfuzz import fuzz

    return _fuzzy(documents, fuzz.WRatio)


def _fuzzy(documents: Sequence[Document], scorer: Callable[..., float]) -> Search:
    from rapidfuzz import process

    texts = [text for _, text in documents]

    def search(folded: str) -> Hits:
        return _best(
            (documents[at][0], score) for _, score, at in process.extract(folded, texts, scorer=scorer, limit=MOST)
        )

    return search


def trigrams(documents: Sequence[Document]) -> Search:
    """SQLite's FTS5 with the trigram tokenizer, any trigram may match, ranked by its BM25."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE known USING fts5(reason UNINDEXED, text, tokenize='trigram')")
    base.executemany("INSERT INTO known VALUES (?, ?)", documents)
    base.execute("INSERT INTO known(known) VALUES ('optimize')")
    sql = f"SELECT reason, -rank FROM known WHERE known MATCH ? ORDER BY rank LIMIT {MOST}"  # noqa: S608

    def search(folded: str) -> Hits:
        plain = folded[:LONGEST].replace('"', " ")
        pieces = dict.fromkeys(plain[i : i + 3] for i in range(len(plain) - 2))
        return _best(base.execute(sql, (" OR ".join(f'"{piece}"' for piece in pieces),))) if pieces else []

    return search


def tantivy_ngrams(documents: Sequence[Document]) -> Search:
    """Tantivy (Lucene's way, in Rust): 2- to 5-grams, any may match, BM25.

    Of 2-3, 2-4, 3-4 and 2-5 these did best on the texts of benchmarks/data: a peer may be tuned where we may not.

    The query is built from terms: its query parser would ask for all n-grams in a row, as a phrase.
    """
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("number", stored=True)
    builder.add_text_field("text", stored=False, tokenizer_name="grams", index_option="freq")
    schema = builder.build()
    index = tantivy.Index(schema)
    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(2, 5, False)).build()
    index.register_tokenizer("grams", analyzer)
    writer = index.writer(60_000_000, 1)
    for number, (_, text) in enumerate(documents):
        document = tantivy.Document()
        document.add_unsigned("number", number)
        document.add_text("text", text)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    reasons = [reason for reason, _ in documents]

    def search(folded: str) -> Hits:
        grams = dict.fromkeys(analyzer.analyze(folded[:LONGEST]))
        terms = [(tantivy.Occur.Should, tantivy.Query.term_query(schema, "text", gram, "freq")) for gram in grams]
        found = searcher.search(tantivy.Query.boolean_query(terms), MOST).hits
        return _best((reasons[searcher.doc(address)["number"][0]], score) for score, address in found)

    return search


def _best(found: Any) -> Hits:  # noqa: ANN401 - rows of a database, or of a generator
    best: dict[str, float] = {}
    for reason, score in found:
        best.setdefault(reason, float(score))
    return list(best.items())


PEERS: dict[str, Callable[[Sequence[Document]], Search]] = {
    "partial_ratio": partial_ratio,
    "WRatio": w_ratio,
    "FTS5 trigram": trigrams,
    "tantivy 2-5": tantivy_ngrams,
}
