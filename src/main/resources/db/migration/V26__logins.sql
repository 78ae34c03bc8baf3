-- What slows down guessing of passwords, shared by all nodes. Keys are SHA-256 of what is counted, in Base64: nobody reads addresses or
-- mistyped logins here.

-- Failures that have not been forgotten yet. Each one moves the time at which all are forgotten ahead by a fixed step, and
-- how far ahead it may be is the limit: one row, one number, one short statement for each try.
create table login_count (
    key          text        not null primary key,
    forgotten_at timestamptz not null
);
create index login_count_forgotten on login_count (forgotten_at);

-- From which address who has logged in before: strangers' failures do not count there.
create table login_place (
    key     text        not null primary key,
    seen_at timestamptz not null
);
create index login_place_seen on login_place (seen_at);

-- What the cookies of known browsers are signed with. The newest signs, older ones are still read.
create table login_key (
    id      int         not null generated always as identity primary key,
    secret  bytea       not null check (length(secret) = 32),
    made_at timestamptz not null
);
