-- Schema 2: near-copies, events with their life and disagreements, and what joined their reports.

-- Which documents are near-copies of which: `origin_id` is the earliest document of the family (a
-- document that copies nothing has itself), so that counting distinct origins counts independent
-- sources. `reason` says what decided: wording, wire, publisher or itself.
CREATE TABLE copies (
    doc_id VARCHAR PRIMARY KEY,
    origin_id VARCHAR NOT NULL,
    similarity DOUBLE NOT NULL,
    reason VARCHAR NOT NULL,
    wire VARCHAR,
    signature BLOB NOT NULL
);

-- Vectors of sentences that report events, from the event model's encoder: 64 signed bytes.
CREATE TABLE sentence_vectors (
    doc_id VARCHAR NOT NULL,
    sentence_start INTEGER NOT NULL,
    vector BLOB NOT NULL
);

-- How each report came to its event. `component` names the set of reports that were looked at
-- together: a new report that touches none of it leaves it as it is.
CREATE TABLE joins (
    report_id VARCHAR PRIMARY KEY,
    doc_id VARCHAR NOT NULL,
    event_id VARCHAR NOT NULL,
    component VARCHAR NOT NULL,
    joined_to VARCHAR,
    score DOUBLE,
    parts JSON
);

-- Under which keys linking compares reports with each other: two reports are looked at together
-- only where they share a key and stand near each other under it, in the order of `sort` (a day).
CREATE TABLE link_keys (
    key UBIGINT NOT NULL,
    sort INTEGER,
    report_id VARCHAR NOT NULL
);

-- Pairs of reports that a person parted; linking never joins them again.
CREATE TABLE separations (
    report_a VARCHAR NOT NULL,
    report_b VARCHAR NOT NULL,
    author VARCHAR,
    decided TIMESTAMP NOT NULL,
    PRIMARY KEY (report_a, report_b)
);

-- One row for each real event; the values are the resolved ones, `record` holds the rest as JSON
-- (rules that resolved them, publishers, life, disagreements).
DROP TABLE events;
CREATE TABLE events (
    event_id VARCHAR PRIMARY KEY,
    type VARCHAR NOT NULL,
    plover_type VARCHAR NOT NULL,
    mode VARCHAR,
    contexts VARCHAR[] NOT NULL,
    pillar VARCHAR NOT NULL,
    -- announced, confirmed, held, postponed, cancelled, overdue, feared, denied or past
    state VARCHAR NOT NULL,
    date_start DATE,
    date_end DATE,
    date_grain VARCHAR NOT NULL,
    date_basis VARCHAR NOT NULL,
    place_name VARCHAR,
    place_country VARCHAR,
    latitude DOUBLE,
    longitude DOUBLE,
    geonameid BIGINT,
    place_grain VARCHAR,
    plover_score DOUBLE NOT NULL,
    score DOUBLE NOT NULL,
    reports INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    independent_sources INTEGER NOT NULL,
    first_published DATE,
    last_published DATE,
    dead_low DOUBLE,
    dead_high DOUBLE,
    record JSON NOT NULL
);

-- Who takes part in an event. `party` is the ISO3 code where a state or its organs act, the
-- lexicon's id for blocs, organisations and armed groups, country and sector (`MLI CVL`) for people
-- without a name, else the entity's id. A bloc that acts has a row of its own and one for each
-- member at that time, with the bloc in `via`.
CREATE TABLE event_sides (
    event_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    party VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    country VARCHAR,
    sector VARCHAR,
    kind VARCHAR,
    via VARCHAR,
    sources INTEGER NOT NULL
);

-- What was known of an event from which day on.
CREATE TABLE event_life (
    event_id VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    known_since DATE,
    report_id VARCHAR
);

-- Where reports of one event differ: a row for each value of each field in dispute.
CREATE TABLE disagreements (
    event_id VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    resolved BOOLEAN NOT NULL,
    rule VARCHAR NOT NULL,
    independent_sources INTEGER NOT NULL,
    report_ids VARCHAR[] NOT NULL
);

-- Each actor of an event with each recipient, both ways where all are actors: `dyads`, but of
-- events counted once. Members of an acting bloc are in it only by `via`.
CREATE VIEW event_dyads AS
SELECT DISTINCT
    e.event_id, a.party AS actor, b.party AS recipient, a.via AS actor_via, b.via AS recipient_via,
    e.date_start, e.date_end, e.date_basis, e.type, e.plover_type, e.mode, e.state, e.pillar,
    e.plover_score, e.score, e.independent_sources
FROM events e
JOIN event_sides a ON a.event_id = e.event_id AND a.role = 'actor'
JOIN event_sides b ON b.event_id = e.event_id AND b.party <> a.party
    AND (b.role = 'recipient'
         OR (b.role = 'actor' AND NOT EXISTS (
             SELECT 1 FROM event_sides p
             WHERE p.event_id = e.event_id AND p.role = 'recipient')));
