"""The questions that `vanellus show` asks of a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from vanellus.storing import Store


class Summary(NamedTuple):
    """A question that people ask of a store, as SQL."""

    title: str
    told: str
    """What it shows, as a sentence for the help."""
    sql: str


_WHERE: Final = """
    ($actor IS NULL OR EXISTS (SELECT 1 FROM participants p WHERE p.report_id = r.report_id
        AND (p.country = $actor OR list_contains(p.members, $actor) OR p.lexicon_id = $actor)))
    AND ($partner IS NULL OR EXISTS (SELECT 1 FROM participants p WHERE p.report_id = r.report_id
        AND (p.country = $partner OR list_contains(p.members, $partner)
             OR p.lexicon_id = $partner)))
    AND ($since IS NULL OR r.date_end >= $since)
"""
SUMMARIES: Final[dict[str, Summary]] = {
    "types": Summary(
        "Event reports by type and status",
        "How many event reports there are of each type, and how many of them occurred, are "
        "planned, were denied or lie in the past.",
        f"""SELECT plover_type AS type, count(*) AS reports,
            count(*) FILTER (status = 'occurred') AS occurred,
            count(*) FILTER (status = 'future') AS future,
            count(*) FILTER (status = 'hypothetical') AS hypothetical,
            count(*) FILTER (status = 'negation') AS negated,
            count(*) FILTER (status = 'historical') AS historical,
            count(DISTINCT doc_id) AS documents
            FROM reports r WHERE {_WHERE} GROUP BY 1 ORDER BY reports DESC, type""",  # noqa: S608
    ),
    "dyads": Summary(
        "Who deals with whom (states and organisations)",
        "Which states and organisations deal with each other, how often, and how friendly: "
        "the mean PLOVER score runs from -10 to 10.",
        """SELECT actor, recipient, count(DISTINCT report_id) AS reports,
            count(DISTINCT report_id) FILTER (plover_score > 0) AS cooperation,
            count(DISTINCT report_id) FILTER (plover_score < 0) AS conflict,
            round(avg(plover_score), 1) AS mean_score,
            min(date_start) AS first, max(date_start) AS latest
            FROM dyads WHERE ($actor IS NULL OR $actor IN (actor, recipient))
            AND ($partner IS NULL OR $partner IN (actor, recipient))
            AND ($since IS NULL OR date_end >= $since) AND status IN ('occurred', 'future')
            GROUP BY ALL ORDER BY reports DESC, actor, recipient LIMIT $limit""",
    ),
    "record": Summary(
        "The record, newest first",
        "The event reports one by one, the newest first: when, what, who, to whom, where, "
        "who says so, and the sentence.",
        f"""SELECT date_start AS "when", r.plover_type AS what, r.mode, r.status, r.actors AS who,
            r.recipients AS "to whom", r.place AS "where", r.said_by AS says, r.publisher,
            round(r.score, 2) AS score, r.sentence
            FROM record r WHERE {_WHERE}
            ORDER BY date_start DESC NULLS LAST, report_id LIMIT $limit""",  # noqa: S608
    ),
    "announced": Summary(
        "Announced",
        "What is announced or planned: from when to when, who with whom, where, and the "
        "outlet that told it.",
        f"""SELECT date_start AS "from", date_end AS "to", r.type AS what, r.actors AS who,
            r.recipients AS "to whom", r.place AS "where", r.publisher, r.published, r.sentence
            FROM announced r WHERE {_WHERE} LIMIT $limit""",  # noqa: S608
    ),
    "pillars": Summary(
        "Fields of policy by country",
        "How many event reports of each country fall to security, economy, diplomacy, "
        "politics, aid and culture.",
        """SELECT country, count(*) AS reports,
            count(*) FILTER (pillar = 'security') AS security,
            count(*) FILTER (pillar = 'economic') AS economic,
            count(*) FILTER (pillar = 'diplomatic') AS diplomatic,
            count(*) FILTER (pillar = 'political') AS political,
            count(*) FILTER (pillar = 'humanitarian') AS humanitarian,
            count(*) FILTER (pillar = 'cultural') AS cultural
            FROM (SELECT DISTINCT r.report_id, r.pillar, p.country FROM reports r
                  JOIN participants p USING (report_id)
                  WHERE p.role <> 'speaker' AND p.country IS NOT NULL
                  AND ($actor IS NULL OR p.country = $actor)
                  AND ($since IS NULL OR r.date_end >= $since))
            GROUP BY 1 ORDER BY reports DESC, country LIMIT $limit""",
    ),
    "recommendations": Summary(
        "Recommendations",
        "What the documents recommend: the field, the action, to whom, and what it is said "
        "to bring.",
        """SELECT area, action, addressee AS "to", impact, d.publisher, d.published
            FROM recommendations JOIN documents d USING (doc_id)
            ORDER BY d.published DESC NULLS LAST, doc_id, span_start LIMIT $limit""",
    ),
    "agenda": Summary(
        "Agenda",
        "The subjects that meetings and plans name, with the pillar each belongs to and "
        "whose focus it is.",
        """SELECT pillar, a.text AS subject, coalesce(whose, 'all') AS whose, d.publisher,
            d.published FROM agenda a JOIN documents d USING (doc_id)
            ORDER BY d.published DESC NULLS LAST, doc_id, span_start LIMIT $limit""",
    ),
    "figures": Summary(
        "Figures",
        "The numbers that the documents quote: what of, how many, where, according to "
        "whom, and the words; vague ones are so marked.",
        """SELECT indicator, value, unit, approximate AS about, place, said_by AS says,
            d.publisher, d.published, f.text AS words FROM figures f JOIN documents d USING (doc_id)
            ORDER BY d.published DESC NULLS LAST, doc_id, span_start LIMIT $limit""",
    ),
    "sources": Summary(
        "Outlets",
        "Each outlet with its documents and event reports, and the days of the first and "
        "the latest.",
        """SELECT coalesce(d.publisher, '(none given)') AS publisher,
            count(DISTINCT d.doc_id) AS documents, count(r.report_id) AS reports,
            min(d.published) AS first, max(d.published) AS latest
            FROM documents d LEFT JOIN reports r USING (doc_id)
            GROUP BY 1 ORDER BY documents DESC, publisher LIMIT $limit""",
    ),
    "dropped": Summary(
        "Left out",
        "What was left out and why, with an example of each reason.",
        """SELECT reason, count(*) AS items, count(*) FILTER (part IS NULL) AS documents,
            any_value(detail ORDER BY dropped_id) AS example
            FROM dropped GROUP BY 1 ORDER BY items DESC LIMIT $limit""",
    ),
    "runs": Summary(
        "Runs",
        "Each state of program, model and codebook by which the store was filled, and when.",
        """SELECT run_id, program_version AS program, model_digest AS model,
            codebook_digest AS codebook, first_started, last_finished FROM runs
            ORDER BY first_started""",
    ),
}


def summary(
    store: Store,
    name: str,
    *,
    actor: str | None = None,
    partner: str | None = None,
    since: date | None = None,
    limit: int = 25,
) -> list[dict[str, Any]]:
    """The rows of one of SUMMARIES."""
    sql = SUMMARIES[name].sql
    given = {"actor": actor, "partner": partner, "since": since, "limit": limit}
    return store.query(sql, {key: value for key, value in given.items() if f"${key}" in sql})
