-- What other modules may know of contacts.

-- A contact as a line of a list or of a history.
create view contact_entry as
    select id, version, number, address_id, contact_person_id, campaign_id, type, direction, status, start_at,
           duration_minutes, subject, description, infotext, responsible, created_by, closed_by
    from rapport.contact;

-- A contact that somebody still has to carry out: whoever is responsible for it, else whoever created it.
create view open_contact as
    select id, version, number, address_id, contact_person_id, campaign_id, type, start_at, subject, responsible,
           coalesce(responsible, created_by) as in_charge
    from rapport.contact
    where status = 'PLANNED';
