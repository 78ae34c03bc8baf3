-- Lists of contacts in the order of their start, whatever is filtered. See ADR 54.

-- The open ones stand apart, as in a history, so that these serve the lists of open contacts too: they take the place
-- of indexes of those alone.
drop index contact_open, contact_open_of_responsible, contact_open_of_campaign, contact_found;
create index contact_by_start on contact ((status = 'PLANNED') desc, start_at, id);
create index contact_of_responsible on contact (coalesce(responsible, created_by), (status = 'PLANNED') desc, start_at, id);
create index contact_of_creator on contact (created_by, (status = 'PLANNED') desc, start_at, id);
create index contact_of_type on contact (type, (status = 'PLANNED') desc, start_at, id);
create index contact_of_campaign_by_start on contact (campaign_id, (status = 'PLANNED') desc, start_at, id)
    where campaign_id is not null;
create index contact_of_outcome on contact (outcome, (status = 'PLANNED') desc, start_at, id) where outcome is not null;
create index contact_found on contact using gin (rapport.entry_text(number, subject, description, infotext) public.gin_trgm_ops);

-- A contact as a line of a history or a list.
create or replace view contact_entry_ever as
    select id, version, number, address_id, contact_person_id, campaign_id, type, direction, status, start_at,
           duration_minutes, subject, description, infotext, responsible, created_by, closed_by,
           voided_at, voided_by, void_reason,
           outcome, coalesce(responsible, created_by) as in_charge,
           rapport.entry_text(number, subject, description, infotext) as search_text
    from rapport.contact;
