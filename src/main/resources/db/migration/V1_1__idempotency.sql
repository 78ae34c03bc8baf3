-- First answers to requests that created something, so that a resend gets them again (rule 11). The row is written in
-- the transaction of the work itself.
create table idempotency_key (
    user_id    text        not null,
    key        text        not null check (length(key) between 1 and 100),
    route      text        not null,
    body_hash  text        not null,
    location   text,
    answer     text,
    created_at timestamptz not null,
    primary key (user_id, key, route)
);
create index idempotency_key_created on idempotency_key (created_at);
