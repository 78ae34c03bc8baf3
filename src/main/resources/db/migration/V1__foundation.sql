-- Text folding, HTTP sessions and idempotency keys: what every later migration may use.

create extension if not exists pg_trgm schema public;
create extension if not exists unaccent schema public;

-- Lower case without accents: Müller -> muller, Straße -> strasse. Declared immutable so that it can be indexed; that
-- holds as long as the dictionary public.unaccent stays as shipped.
create function rapport.fold(value text) returns text
    language sql immutable parallel safe strict
    return lower(public.unaccent('public.unaccent'::regdictionary, value));

-- The German spelling of umlauts as a second form: Müller -> mueller.
create function rapport.fold_german(value text) returns text
    language sql immutable parallel safe strict
    return rapport.fold(replace(replace(replace(replace(lower(value), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'));

-- True when a text has at least one visible character (blank, NBSP and zero-width characters are none).
create function rapport.has_text(value text) returns boolean
    language sql immutable parallel safe
    return value is not null and value ~ '[^\s\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0]';

create table spring_session (
    primary_id            char(36) not null primary key,
    session_id            char(36) not null unique,
    creation_time         bigint   not null,
    last_access_time      bigint   not null,
    max_inactive_interval int      not null,
    expiry_time           bigint   not null,
    principal_name        varchar(100)
);
create index on spring_session (expiry_time);
create index on spring_session (principal_name);

create table spring_session_attributes (
    session_primary_id char(36)     not null references spring_session (primary_id) on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name)
);
