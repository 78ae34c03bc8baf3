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

create table reminder_mail (
    id         bigint generated always as identity primary key,
    reminder_id bigint      not null references reminder,
    recipient   text        not null,
    -- one mail per recipient and raising, however often the job runs
    raised_at   timestamptz not null,
    message_id  text        not null unique,
    status      text        not null check (status in ('PENDING', 'SENT', 'NOT_CONFIGURED', 'FAILED')),
    attempts    int         not null default 0,
    last_error  text,
    sent_at     timestamptz,
    unique (reminder_id, recipient, raised_at)
);
create index reminder_mail_waiting on reminder_mail (reminder_id) where status in ('PENDING', 'FAILED');
