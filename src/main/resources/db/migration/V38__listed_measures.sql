-- Lists of measures, as of contacts (V35).

drop index measure_open_of_campaign, measure_open_of_responsible, measure_found;
create index measure_by_start on measure ((status = 'PLANNED') desc, start_at, id);
create index measure_of_responsible on measure (coalesce(responsible, created_by), (status = 'PLANNED') desc, start_at, id);
create index measure_of_campaign_by_start on measure (campaign_id, (status = 'PLANNED') desc, start_at, id)
    where campaign_id is not null;
create index measure_found on measure using gin (rapport.entry_text(number, subject, null, infotext) public.gin_trgm_ops);

-- A measure as a line of a history or a list.
create or replace view measure_entry_ever as
    select id, number, campaign_id, status, start_at, subject, infotext, responsible, created_by, closed_by,
           voided_at, voided_by, void_reason,
           version, outcome, planned_for, coalesce(responsible, created_by) as in_charge,
           rapport.entry_text(number, subject, null, infotext) as search_text
    from rapport.measure;
