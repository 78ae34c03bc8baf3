-- The next mail is the first entry of an index, however many wait: PostgreSQL chose another index of waiting mails, whose numbers it
-- had looked at while none waited, and sorted them all for each mail (ADR 67).

alter table reminder_mail
    add constraint only_what_waits_is_tried check (next_try_at is null or status in ('PENDING', 'FAILED'));

create index reminder_mail_next on reminder_mail (next_try_at, id) where next_try_at is not null;
drop index reminder_mail_due;
