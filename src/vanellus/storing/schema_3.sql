-- Schema 3: reviews by persons. What the machine read stays as it read it (`readings` and
-- `reading_participants`); `reports` and `participants` are now what is in force: readings that
-- nobody reviewed, accepted and corrected ones as the person left them, and no rejected ones.

ALTER TABLE reports RENAME TO readings;
ALTER TABLE participants RENAME TO reading_participants;
-- Whether a review stands in its place.
ALTER TABLE readings ADD COLUMN reviewed BOOLEAN DEFAULT false;
ALTER TABLE reading_participants ADD COLUMN reviewed BOOLEAN DEFAULT false;

-- All that persons decided, in the order in which it was taken in; rows are only added. `subject`
-- says what of: a report, or the join of a report with `other_id`. `verdict`: accepted, corrected,
-- rejected or withdrawn (what was decided before of the same subject no longer holds).
CREATE TABLE reviews (
    review_id VARCHAR PRIMARY KEY,
    number BIGINT NOT NULL,
    subject VARCHAR NOT NULL,
    report_id VARCHAR NOT NULL,
    other_id VARCHAR,
    doc_id VARCHAR,
    verdict VARCHAR NOT NULL,
    -- the fields that a correction changes, with their new values
    correction JSON,
    note VARCHAR,
    author VARCHAR,
    decided TIMESTAMP NOT NULL,
    taken TIMESTAMP NOT NULL
);

-- The review that holds of each report that has one.
CREATE TABLE verdicts (
    report_id VARCHAR PRIMARY KEY,
    review_id VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL
);

-- Accepted and corrected reports as they are in force.
CREATE TABLE reviewed_reports AS SELECT * EXCLUDE (reviewed) FROM readings LIMIT 0;
CREATE TABLE reviewed_participants AS
SELECT * EXCLUDE (reviewed) FROM reading_participants LIMIT 0;

-- Pairs of reports that a person called one event; linking joins them unless something forbids it.
CREATE TABLE unions (
    report_a VARCHAR NOT NULL,
    report_b VARCHAR NOT NULL,
    author VARCHAR,
    decided TIMESTAMP NOT NULL,
    PRIMARY KEY (report_a, report_b)
);

CREATE VIEW reports AS
SELECT * EXCLUDE (reviewed) FROM readings WHERE NOT reviewed
UNION ALL
FROM reviewed_reports;

CREATE VIEW participants AS
SELECT * EXCLUDE (reviewed) FROM reading_participants WHERE NOT reviewed
UNION ALL
FROM reviewed_participants;
