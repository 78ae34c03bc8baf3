-- What every later migration may use: texts, what is kept for ever, the audit trail; HTTP sessions and the answers to resends.

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

-- What nobody changes or deletes, whatever way around the application is found, says so with a trigger of this function
-- beside its table. See ADR 30.
--
-- A person's right to be forgotten is stronger than a history: in a transaction that says
--     set local rapport.erasure = 'on';
-- what is kept for ever may be changed and deleted. Nothing in the application says it.
create function rapport.erasing() returns boolean language sql stable
    return coalesce(current_setting('rapport.erasure', true), '') = 'on';

create function rapport.keep_for_ever() returns trigger language plpgsql as $$
begin
    if not rapport.erasing() then
        raise exception '% never changes and is never deleted', tg_table_name using errcode = 'check_violation';
    end if;
    return case tg_op when 'DELETE' then old else new end;
end $$;

-- Who did what with one item: changes of a closed infotext, closing, moving; administering. Never changed, never deleted.
create table audit_entry (
    id           bigint generated always as identity primary key,
    subject_kind text        not null
        check (subject_kind in ('contact', 'measure', 'campaign', 'address', 'user', 'contact-type')),
    -- what has no number is named by its key: a login, the code of a contact type
    subject_id   bigint,
    subject_key  text,
    action       text        not null,
    field        text,
    old_value    text,
    new_value    text,
    done_at      timestamptz not null,
    done_by      text        not null,
    check ((subject_key is null) = (subject_kind in ('contact', 'measure', 'campaign', 'address'))),
    check ((subject_id is null) = (subject_key is not null))
);
create index audit_entry_of_subject on audit_entry (subject_kind, subject_id, id);
create index audit_entry_of_key on audit_entry (subject_kind, subject_key, id) where subject_key is not null;
create trigger audit_entry_is_kept before update or delete or truncate on audit_entry
    for each statement execute function rapport.keep_for_ever();

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

-- HTTP sessions, as Spring Session wants them.
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
