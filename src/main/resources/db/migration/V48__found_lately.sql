-- Contacts and measures found by words inside their texts, the newest first: with the stretch of ids in the index, those of the last
-- two stretches are found without looking at older ones that have the words, too (ADR 68).

drop index contact_found, measure_found;
create index contact_found on contact using gin
    ((array[id / 512]), rapport.entry_text(number, subject, description, infotext) public.gin_trgm_ops);
create index measure_found on measure using gin
    ((array[id / 512]), rapport.entry_text(number, subject, null, infotext) public.gin_trgm_ops);
