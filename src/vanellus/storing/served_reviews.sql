-- What pages of reviews read: made in a copy of the store, after `served.sql`.

-- Each report in force with what the queue orders and filters by; the queue is of those that
-- nobody reviewed.
CREATE VIEW served_places AS
SELECT r.report_id, r.doc_id, r.type, r.mode, r.pillar, r.status, r.date_start, r.date_end,
    r.place_country, r.score, d.publisher, d.published, v.verdict,
    coalesce(e.independent_sources, 1) * abs(r.plover_score) AS weight
FROM reports r JOIN documents d USING (doc_id)
LEFT JOIN events e ON e.event_id = r.event_id
LEFT JOIN verdicts v ON v.report_id = r.report_id;
CREATE VIEW served_queue AS FROM served_places WHERE verdict IS NULL;

CREATE TABLE served_reviews AS
WITH told AS (FROM reports UNION ALL BY NAME (FROM as_read WHERE report_id NOT IN
    (SELECT report_id FROM reports)))
SELECT
    (row_number() OVER (ORDER BY v.number DESC))::INTEGER AS number,
    v.decided, v.author, v.subject, v.verdict,
    v.number = max(v.number) OVER (PARTITION BY v.subject, least(v.report_id, v.other_id),
        greatest(v.report_id, v.other_id)) AS holds,
    coalesce(a.type, t.type) AS type, coalesce(a.mode, t.mode) AS mode, t.sentence, v.note,
    v.correction, o.sentence AS other_sentence, d.title, d.publisher, d.published, v.report_id,
    v.other_id, v.doc_id, t.event_id, v.taken
FROM reviews v LEFT JOIN told t ON t.report_id = v.report_id
LEFT JOIN as_read a ON a.report_id = v.report_id
LEFT JOIN told o ON o.report_id = v.other_id
LEFT JOIN documents d ON d.doc_id = v.doc_id
ORDER BY number;
