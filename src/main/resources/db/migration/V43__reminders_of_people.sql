-- Whose a reminder is, when its contact starts and whether it is closed, on its own row: one's own list reads one's own reminders,
-- however many others have. It follows the contact, whoever changes that.

alter table reminder
    add column contact_start       timestamptz,
    add column contact_responsible text,
    add column contact_creator     text,
    add column contact_closed      boolean not null default false;

update reminder r set contact_start = c.start_at, contact_responsible = c.responsible, contact_creator = c.created_by,
                      contact_closed = c.status <> 'PLANNED'
from contact c where c.id = r.contact_id;

alter table reminder
    alter column contact_start set not null,
    alter column contact_creator set not null;

create index reminder_by_start on reminder (contact_start, id) include (due_at) where removed_at is null;
create index reminder_of_responsible on reminder (contact_responsible, contact_start, id) include (due_at)
    where removed_at is null and contact_responsible is not null;
create index reminder_of_creator on reminder (contact_creator, contact_start, id) include (contact_responsible, due_at)
    where removed_at is null;
-- few keep theirs (rule 19)
create index reminder_of_closed_contact on reminder (contact_id) where removed_at is null and contact_closed;

create or replace view contact_reminder as
    select contact_id, id as reminder_id, lead, due_at, raised_at, contact_closed from rapport.reminder where removed_at is null;

create function rapport.note_contact_of_reminder() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    select start_at, responsible, created_by, status <> 'PLANNED'
    into new.contact_start, new.contact_responsible, new.contact_creator, new.contact_closed
    from rapport.contact where id = new.contact_id;
    return new;
end $$;
create trigger reminder_knows_its_contact before insert or update of contact_id on reminder
    for each row execute function rapport.note_contact_of_reminder();

create function rapport.tell_reminder_of_contact() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    update rapport.reminder
    set contact_start = new.start_at, contact_responsible = new.responsible, contact_closed = new.status <> 'PLANNED'
    where contact_id = new.id and removed_at is null;
    return null;
end $$;
create trigger reminder_follows_its_contact after update of start_at, responsible, status on contact
    for each row when ((new.start_at, new.responsible, new.status) is distinct from (old.start_at, old.responsible, old.status))
    execute function rapport.tell_reminder_of_contact();
