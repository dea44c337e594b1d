-- Schema 1. Rows are keyed by content, so that keeping the same thing twice changes nothing.

CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

-- One row for each combination of programme, model, codebook and settings that coded anything.
CREATE TABLE runs (
    run_id VARCHAR PRIMARY KEY,
    program_version VARCHAR NOT NULL,
    model_digest VARCHAR NOT NULL,
    codebook_digest VARCHAR NOT NULL,
    settings JSON NOT NULL,
    first_started TIMESTAMP NOT NULL,
    last_finished TIMESTAMP
);

-- `content` stands for all that was read of it: a document is coded anew when that has changed.
CREATE TABLE documents (
    doc_id VARCHAR PRIMARY KEY,
    run_id VARCHAR NOT NULL,
    content VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    title VARCHAR,
    published DATE,
    publisher VARCHAR,
    author VARCHAR,
    language VARCHAR,
    url VARCHAR,
    text VARCHAR NOT NULL,
    blocks JSON NOT NULL
);

-- Whom or what mentions stand for; key: the lexicon's id, else the name with country and sector.
CREATE TABLE entities (
    entity_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    country VARCHAR,
    sector VARCHAR,
    kind VARCHAR,
    lexicon_id VARCHAR
);

CREATE TABLE reports (
    report_id VARCHAR PRIMARY KEY,
    doc_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    event_id VARCHAR,
    sentence VARCHAR NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    type VARCHAR NOT NULL,
    plover_type VARCHAR NOT NULL,
    mode VARCHAR,
    contexts VARCHAR[] NOT NULL,
    pillar VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    date_text VARCHAR,
    date_start DATE,
    date_end DATE,
    date_grain VARCHAR NOT NULL,
    date_basis VARCHAR NOT NULL,
    place_text VARCHAR,
    place_start INTEGER,
    place_end INTEGER,
    place_name VARCHAR,
    latitude DOUBLE,
    longitude DOUBLE,
    place_country VARCHAR,
    geonameid BIGINT,
    place_grain VARCHAR,
    trigger VARCHAR NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    score DOUBLE NOT NULL,
    plover_score DOUBLE NOT NULL
);

-- Actors, recipients and speakers of reports, in the order of the text.
CREATE TABLE participants (
    report_id VARCHAR NOT NULL,
    doc_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    entity_id VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    text_start INTEGER NOT NULL,
    text_end INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    country VARCHAR,
    sector VARCHAR,
    kind VARCHAR,
    lexicon_id VARCHAR,
    members VARCHAR[] NOT NULL
);

-- Filled by linking; until a report is linked its event_id is null.
CREATE TABLE events (
    event_id VARCHAR PRIMARY KEY,
    type VARCHAR NOT NULL,
    record JSON NOT NULL
);

CREATE TABLE recommendations (
    doc_id VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    area VARCHAR,
    action VARCHAR NOT NULL,
    addressee VARCHAR,
    addressee_country VARCHAR,
    impact VARCHAR
);

CREATE TABLE agenda (
    doc_id VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    pillar VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    whose VARCHAR,
    country VARCHAR
);

CREATE TABLE figures (
    doc_id VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    value DOUBLE NOT NULL,
    unit VARCHAR NOT NULL,
    approximate BOOLEAN NOT NULL,
    place VARCHAR,
    place_country VARCHAR,
    date_start DATE,
    date_end DATE,
    said_by VARCHAR
);

-- What was left out, and why; a whole document (part null) or a part of one.
CREATE TABLE dropped (
    dropped_id VARCHAR PRIMARY KEY,
    doc_id VARCHAR,
    origin VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    part VARCHAR
);

-- Each actor with each recipient, both ways where all are actors. A side is a state (by country), a
-- list of states opened to its members, or a bloc or organisation under its own name: what ECOWAS
-- does is not what each of its members does. Those who fight or rob a state are not that state.
CREATE VIEW dyads AS
WITH sides AS (
    SELECT report_id, role, unnest(
        CASE WHEN kind IN ('bloc', 'igo', 'ngo') AND lexicon_id IS NOT NULL THEN [lexicon_id]
             WHEN len(members) > 0 THEN members
             WHEN country IS NOT NULL THEN [country]
             ELSE []::VARCHAR[] END) AS party
    FROM participants
    WHERE coalesce(kind, '') <> 'armed_group'
        AND coalesce(sector, '') NOT IN ('REB', 'UAF', 'CRM')
)
SELECT DISTINCT
    r.report_id, r.doc_id, a.party AS actor, b.party AS recipient,
    r.date_start, r.date_end, r.date_basis, r.plover_type, r.mode, r.status, r.pillar,
    r.score, r.plover_score, r.sentence
FROM reports r
JOIN sides a ON a.report_id = r.report_id AND a.role = 'actor'
JOIN sides b ON b.report_id = r.report_id AND b.party <> a.party
    AND (b.role = 'recipient'
         OR (b.role = 'actor' AND NOT EXISTS (
             SELECT 1 FROM participants p
             WHERE p.report_id = r.report_id AND p.role = 'recipient')));

-- Who did what to whom, one line a report, newest first.
CREATE VIEW record AS
SELECT
    r.report_id, r.date_start, r.date_end, r.date_basis, r.plover_type, r.type, r.mode, r.status,
    r.pillar, r.contexts,
    (SELECT string_agg(name, '; ' ORDER BY position) FROM participants p
     WHERE p.report_id = r.report_id AND role = 'actor') AS actors,
    (SELECT string_agg(name, '; ' ORDER BY position) FROM participants p
     WHERE p.report_id = r.report_id AND role = 'recipient') AS recipients,
    (SELECT string_agg(name, '; ' ORDER BY position) FROM participants p
     WHERE p.report_id = r.report_id AND role = 'speaker') AS said_by,
    coalesce(r.place_name, r.place_text) AS place,
    r.score, r.plover_score, r.trigger, r.sentence,
    d.title, d.publisher, d.published, d.origin, d.url, r.doc_id
FROM reports r JOIN documents d USING (doc_id)
ORDER BY r.date_start DESC NULLS LAST, r.report_id;

-- What is announced and not yet told as done.
CREATE VIEW announced AS
SELECT * FROM record WHERE status = 'future' ORDER BY date_start NULLS LAST;
