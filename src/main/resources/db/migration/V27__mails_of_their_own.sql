-- The model hands a reminder's mails over, and Rapport sends them beside the engine's jobs: a mail server that hangs holds up
-- no reminder (ADR 44). Whoever looks after Rapport sees what did not arrive, tries again or gives up. A node of the version
-- before writes its rows without all this, and may: nothing here is required.

alter table reminder_mail
    -- when it may be tried next; null until the model has handed it over, and when nobody tries any more
    add column next_try_at timestamptz,
    add column tried_at timestamptz,
    -- whose fault the last failure was: UNREACHABLE the mail server's, REFUSED the mail's or its recipient's
    add column failure text check (failure in ('UNREACHABLE', 'REFUSED')),
    -- who has decided that it need not arrive any more; it is WITHDRAWN then
    add column given_up_by text;

create index reminder_mail_due on reminder_mail (next_try_at, id)
    where next_try_at is not null and status in ('PENDING', 'FAILED');
create index reminder_mail_failed on reminder_mail (id) where status = 'FAILED';
