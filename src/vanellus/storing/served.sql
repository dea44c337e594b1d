-- What pages read: made in a copy of the store, never in the store itself. Each table has a
-- `number`, unique and in the order in which its rows are usually shown, by which pages go on.

CREATE TABLE served_events AS
WITH who AS (
    SELECT event_id,
        list(party ORDER BY name, party) FILTER (role = 'actor') AS actors,
        list(name ORDER BY name, party) FILTER (role = 'actor') AS actor_names,
        list(party ORDER BY name, party) FILTER (role = 'recipient') AS recipients,
        list(name ORDER BY name, party) FILTER (role = 'recipient') AS recipient_names
    FROM (SELECT DISTINCT event_id, role, party, name FROM event_sides WHERE via IS NULL)
    GROUP BY event_id
), best AS (
    SELECT event_id, arg_max(sentence, (score, report_id)) AS sentence
    FROM reports WHERE event_id IS NOT NULL GROUP BY event_id
), apart AS (
    SELECT event_id, list(DISTINCT field ORDER BY field) AS disputed FROM disagreements
    GROUP BY event_id
)
SELECT
    (row_number() OVER (ORDER BY e.date_start DESC NULLS LAST, e.event_id))::INTEGER AS number,
    e.event_id, e.date_start, e.date_end, e.date_grain, e.date_basis, e.type, e.plover_type, e.mode,
    e.pillar, e.contexts, e.state,
    coalesce(who.actors, []) AS actors, coalesce(who.actor_names, []) AS actor_names,
    coalesce(who.recipients, []) AS recipients, coalesce(who.recipient_names, []) AS recipient_names,
    e.place_name, e.place_country, e.latitude, e.longitude, e.place_grain, e.plover_score, e.score,
    e.reports, e.documents, e.independent_sources, e.first_published, e.last_published,
    e.dead_low, e.dead_high, coalesce(apart.disputed, []) AS disputed, best.sentence
FROM events e LEFT JOIN who USING (event_id) LEFT JOIN best USING (event_id)
LEFT JOIN apart USING (event_id)
ORDER BY number;

-- The events of each party (and of each outlet), with what lists of events filter and sort by and
-- what dossiers count, so that what is asked of one party reads its part of the table alone.
CREATE TABLE served_parties AS
SELECT s.party, e.number, e.date_start, e.date_end, e.type, e.mode, e.pillar, e.state,
    e.place_name, e.place_country, e.plover_score, e.score, e.independent_sources, e.disputed,
    e.event_id, e.plover_type, e.date_grain, e.reports, e.dead_low
-- What its bloc does is not what each of its members does.
FROM (SELECT DISTINCT party, event_id FROM event_sides WHERE via IS NULL) s
JOIN served_events e USING (event_id) ORDER BY s.party, e.number;

-- All sides of the events of each party.
CREATE TABLE served_sides AS
SELECT p.party AS of_party, p.number, s.role, s.party, s.country, s.sector, s.kind
FROM served_parties p JOIN event_sides s ON s.event_id = p.event_id AND s.via IS NULL
ORDER BY 1, 2, s.role, s.party;

CREATE TABLE served_outlets AS
SELECT DISTINCT coalesce(d.publisher, '') AS publisher, e.number
FROM reports r JOIN documents d USING (doc_id) JOIN served_events e USING (event_id)
ORDER BY 1, 2;

-- The events between each two parties, whichever of them acts.
CREATE TABLE served_between AS
SELECT DISTINCT least(d.actor, d.recipient) AS one, greatest(d.actor, d.recipient) AS other,
    e.number
FROM event_dyads d JOIN served_events e USING (event_id)
WHERE d.actor_via IS NULL AND d.recipient_via IS NULL ORDER BY 1, 2, 3;

-- In what role each party is a side of events, `direct` or by its bloc, and whether that is `alone`:
-- with actors and no recipient, in which actors deal with each other.
CREATE TABLE served_roles AS
SELECT s.party, e.number, s.role, bool_or(s.via IS NULL) AS direct, any_value(a.alone) AS alone
FROM event_sides s JOIN served_events e USING (event_id)
JOIN (SELECT event_id, count(*) FILTER (role = 'recipient') = 0 AS alone FROM event_sides
      GROUP BY event_id) a USING (event_id)
WHERE s.role IN ('actor', 'recipient') GROUP BY ALL ORDER BY 1, 2, 3;

CREATE TABLE served_actors AS
WITH named AS (
    SELECT party, mode(name) AS name, mode(country) AS country, mode(kind) AS kind,
        mode(sector) AS sector
    FROM event_sides GROUP BY party
), counted AS (
    SELECT p.party, count(*) AS events,
        count(*) FILTER (e.state IN ('announced', 'confirmed', 'overdue')) AS announced,
        count(*) FILTER (e.plover_score > 0) AS cooperation,
        count(*) FILTER (e.plover_score < 0) AS conflict,
        round(avg(e.plover_score), 2) AS mean_score,
        min(e.date_start) AS first, max(e.date_start) AS latest
    FROM served_parties p JOIN served_events e USING (number) GROUP BY p.party
)
SELECT (row_number() OVER (ORDER BY c.events DESC, c.party))::INTEGER AS number,
    c.party, n.name, n.country, n.kind, n.sector, c.* EXCLUDE (party)
FROM counted c JOIN named n USING (party) ORDER BY number;

CREATE TABLE served_documents AS
SELECT
    (row_number() OVER (ORDER BY d.published DESC NULLS LAST, d.doc_id))::INTEGER AS number,
    d.doc_id, d.published, coalesce(d.title, d.origin) AS title, d.publisher, d.author, d.language,
    d.url, d.origin, length(d.text) AS characters,
    coalesce(r.reports, 0) AS reports, coalesce(r.events, 0) AS events,
    CASE WHEN c.origin_id <> d.doc_id THEN c.origin_id END AS copy_of
FROM documents d
LEFT JOIN (SELECT doc_id, count(*) AS reports, count(DISTINCT event_id) AS events FROM reports
           GROUP BY doc_id) r USING (doc_id)
LEFT JOIN copies c USING (doc_id)
ORDER BY number;

CREATE TABLE served_recommendations AS
SELECT
    (row_number() OVER (ORDER BY d.published DESC NULLS LAST, x.doc_id, x.span_start, x.text))
        ::INTEGER AS number,
    x.area, x.action, x.addressee, x.addressee_country, x.impact, d.published, d.publisher, d.title,
    x.doc_id, x.span_start, x.text
FROM recommendations x JOIN documents d USING (doc_id) ORDER BY number;

CREATE TABLE served_figures AS
SELECT
    (row_number() OVER (ORDER BY d.published DESC NULLS LAST, x.doc_id, x.span_start, x.indicator,
        x.value))::INTEGER AS number,
    x.indicator, x.value, x.unit, x.approximate, x.place, x.place_country, x.date_start, x.date_end,
    x.said_by, d.published, d.publisher, d.title, x.text, x.doc_id, x.span_start, near.event_id
FROM figures x JOIN documents d USING (doc_id)
LEFT JOIN (
    SELECT x.doc_id, x.span_start, x.span_end,
        arg_min(r.event_id, (abs(r.trigger_start - x.span_start), r.report_id)) AS event_id
    FROM figures x JOIN reports r ON r.doc_id = x.doc_id
        AND r.sentence_start <= x.span_start AND x.span_end <= r.sentence_end
    WHERE r.event_id IS NOT NULL GROUP BY ALL
) near ON near.doc_id = x.doc_id AND near.span_start = x.span_start AND near.span_end = x.span_end
ORDER BY number;

CREATE TABLE served_dropped AS
SELECT (row_number() OVER (ORDER BY reason, origin, dropped_id))::INTEGER AS number,
    reason, detail, part, origin, doc_id
FROM dropped ORDER BY number;

-- Single events and documents, and the rows of a page, are looked up by these.
CREATE INDEX served_event_number ON served_events (number);
CREATE INDEX served_document_number ON served_documents (number);
CREATE INDEX served_figure_number ON served_figures (number);
CREATE INDEX served_event ON served_events (event_id);
CREATE INDEX served_document ON served_documents (doc_id);
CREATE INDEX served_life ON event_life (event_id);
CREATE INDEX served_dispute ON disagreements (event_id);
CREATE INDEX served_original ON copies (origin_id);
CREATE INDEX served_advice ON recommendations (doc_id);
CREATE INDEX served_topic ON agenda (doc_id);
CREATE INDEX served_quoted ON figures (doc_id);
CREATE INDEX served_left_out ON dropped (doc_id);
CREATE INDEX served_report ON reports (event_id);
CREATE INDEX served_text ON reports (doc_id);
CREATE INDEX served_joined ON joins (event_id);
CREATE INDEX served_part ON participants (report_id);
CREATE INDEX served_part_text ON participants (doc_id);
CREATE INDEX served_side ON event_sides (event_id);
