-- Each person's planned contacts as a calendar that programs subscribe to (ADR 55). The address of a feed is its key: whoever has it
-- reads. So only a hash is kept, and nobody but the person who made it has seen it.

create table calendar_feed (
    -- a new one takes the place of the one before
    user_id     text        not null primary key references app_user,
    -- SHA-256 of 256 random bits: nothing to guess, so nothing to slow down
    secret_hash bytea       not null unique check (octet_length(secret_hash) = 32),
    created_at  timestamptz not null
);

-- What calendars need of a contact that is planned, or was: what was entered when it was over is in none. What is closed or voided
-- stays in them for a while, cancelled.
create view contact_in_calendar as
    select id, version, number, address_id, contact_person_id, type, status, start_at, duration_minutes, subject, description,
           created_at, coalesce(responsible, created_by) as in_charge, coalesce(voided_at, closed_at) as settled_at
    from rapport.contact
    where closed_at is null or closed_at > created_at;

-- The planned contacts of a person: those of the one responsible, else of whoever created them; here and nowhere else is said which
-- they are. With them what was closed or voided since the time given.
create function rapport.planned_contacts_of(person text, settled_since timestamptz) returns setof rapport.contact_in_calendar
    language sql stable
    as $$
        select * from rapport.contact_in_calendar
        where status = 'PLANNED' and settled_at is null and in_charge = person
        union all
        select * from rapport.contact_in_calendar
        where settled_at >= settled_since and in_charge = person
    $$;

-- The open ones have an index already (V35).
create index contact_settled_of_responsible on contact (coalesce(responsible, created_by), coalesce(voided_at, closed_at))
    where coalesce(voided_at, closed_at) is not null;

-- How often the reminders of a contact have changed, removed ones too: it only grows.
create view contact_reminder_ever as
    select contact_id, version from rapport.reminder;
create index reminder_of_contact_ever on reminder (contact_id);

-- Whether somebody may read contacts at this moment, for doors that no login leads to: enabled, in one of the groups that may, and
-- with a password that nobody else knows. Asks the engine's tables, which are made after the migrations.
create function rapport.reads_contacts(login text) returns boolean
    language plpgsql stable
    as $$
    begin
        return exists (
            select from rapport.app_user u
            join act_id_membership m on m.user_id_ = u.user_id
            where u.user_id = login and u.enabled and not u.one_time_password
              and m.group_id_ in ('staff', 'manager', 'processAdmin'));
    end $$;
