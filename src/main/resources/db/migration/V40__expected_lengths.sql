-- How long a planned contact is expected to take, where that is not what is usual for its type: what calendars show, no duration
-- (rule 12). It stays when the contact is closed, which had its real duration then.

alter table contact
    add column expected_minutes integer
        constraint contact_expected_minutes check (expected_minutes between 1 and 1439);

create or replace view contact_entry_ever as
    select id, version, number, address_id, contact_person_id, campaign_id, type, direction, status, start_at,
           duration_minutes, subject, description, infotext, responsible, created_by, closed_by,
           voided_at, voided_by, void_reason,
           outcome, coalesce(responsible, created_by) as in_charge,
           rapport.entry_text(number, subject, description, infotext) as search_text,
           expected_minutes
    from rapport.contact;

-- The function selects all columns of the view, and is planned anew.
create or replace view contact_in_calendar as
    select id, version, number, address_id, contact_person_id, type, status, start_at, duration_minutes, subject, description,
           created_at, coalesce(responsible, created_by) as in_charge, coalesce(voided_at, closed_at) as settled_at,
           expected_minutes
    from rapport.contact
    where closed_at is null or closed_at > created_at;
