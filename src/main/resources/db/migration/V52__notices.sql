-- What models tell colleagues about an item. The mails wait in the same outbox as those of reminders.
create table notice (
    id         bigint generated always as identity primary key,
    -- the item may come into being in the same transaction, and be written after this
    contact_id bigint references contact deferrable initially deferred,
    measure_id bigint references measure deferrable initially deferred,
    number     text        not null,
    subject    text        not null,
    body       text        not null,
    created_at timestamptz not null,
    constraint notice_is_about_one check (num_nonnulls(contact_id, measure_id) = 1)
);

alter table reminder_mail
    alter column reminder_id drop not null,
    add column notice_id bigint references notice,
    add constraint mail_is_of_one check (num_nonnulls(reminder_id, notice_id) = 1);
