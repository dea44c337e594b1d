-- Schema 4: large components of reports that hang together are kept in the pieces that they were
-- broken up into, so that a new report redoes only those that it touches. `raised` says by how many
-- bars above the first a piece was made; whole components, as older stores have them, by none.

ALTER TABLE joins RENAME component TO piece;
ALTER TABLE joins ADD COLUMN raised TINYINT DEFAULT 0;
