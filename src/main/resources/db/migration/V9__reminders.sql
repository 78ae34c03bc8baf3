-- Reminders of planned contacts and the outbox of their mails.

create sequence reminder_id_seq increment 50;

create table reminder (
    id                  bigint      not null primary key default nextval('rapport.reminder_id_seq'),
    version             int         not null default 0,
    contact_id          bigint      not null references contact,
    lead                text        not null check (lead in ('PT0M', 'PT15M', 'PT1H', 'P1D', 'P7D')),
    due_at              timestamptz not null,
    snoozed             boolean     not null default false,
    raised_at           timestamptz,
    removed_at          timestamptz,
    process_instance_id text,
    created_at          timestamptz not null,
    created_by          text        not null
);
-- a contact has at most one reminder that is not removed
create unique index reminder_of_contact on reminder (contact_id) where removed_at is null;
create index reminder_listed on reminder (due_at, id) where removed_at is null;

-- A closed contact gets no reminder (rule 17). One that it has may stay (rule 19).
create function rapport.require_planned_contact() returns trigger language plpgsql as $$
begin
    if new.removed_at is null
       and (tg_op = 'INSERT' or old.removed_at is not null or new.contact_id <> old.contact_id)
       and exists (select from rapport.contact c where c.id = new.contact_id and c.status <> 'PLANNED') then
        raise exception 'contact % is closed and gets no reminder', new.contact_id using errcode = 'RP002';
    end if;
    return new;
end $$;
create trigger reminder_of_planned_contact before insert or update of contact_id, removed_at on reminder
    for each row execute function rapport.require_planned_contact();

create table reminder_mail (
    id          bigint generated always as identity primary key,
    reminder_id bigint      not null references reminder,
    recipient   text        not null,
    -- one mail per recipient and raising, however often the job runs
    raised_at   timestamptz not null,
    message_id  text        not null unique,
    -- WITHDRAWN: still waiting when its reminder was removed, moved or snoozed; STALE: waited until long after its contact
    -- (a dump restored later, a mail server down for a day)
    status      text        not null
        check (status in ('PENDING', 'SENT', 'NOT_CONFIGURED', 'FAILED', 'WITHDRAWN', 'STALE')),
    attempts    int         not null default 0,
    last_error  text,
    sent_at     timestamptz,
    unique (reminder_id, recipient, raised_at)
);
create index reminder_mail_waiting on reminder_mail (reminder_id) where status in ('PENDING', 'FAILED');
