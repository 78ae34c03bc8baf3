-- Contacts: one row per contact with a customer, planned, performed or not performed.

create sequence contact_id_seq increment 50;
create sequence contact_number_seq;

create table contact (
    id                  bigint      not null primary key default nextval('rapport.contact_id_seq'),
    version             int         not null default 0,
    number              text        not null unique check (number ~ '^K-[0-9]{4}-[0-9]{6,}$'),
    address_id          bigint      not null references address,
    contact_person_id   bigint references address,
    responsible         text references app_user,
    type                text        not null references contact_type,
    direction           text        not null check (direction in ('INCOMING', 'OUTGOING')),
    status              text        not null check (status in ('PLANNED', 'PERFORMED', 'NOT_PERFORMED')),
    outcome             text check (length(outcome) <= 60),
    start_at            timestamptz not null check (start_at >= '1989-12-31T00:00:00Z'),
    duration_minutes    int         not null check (duration_minutes between 0 and 1439),
    subject             text        not null check (rapport.has_text(subject) and length(subject) <= 200 and subject !~ '[\x01-\x1f\x7f]'),
    description         text check (length(description) <= 20000),
    infotext            text check (length(infotext) <= 20000),
    campaign_id         bigint references campaign,
    process_instance_id text,
    created_at          timestamptz not null,
    created_by          text        not null,
    closed_at           timestamptz,
    closed_by           text,
    foreign key (contact_person_id, address_id) references address (id, company_id),
    check (status <> 'PLANNED' or duration_minutes = 0),
    check ((status = 'PLANNED') = (closed_at is null)),
    check ((closed_at is null) = (closed_by is null))
);

-- The order of a history: open entries above closed ones, each newest first. A page is a piece of one of these indexes,
-- at any depth.
create index contact_of_address on contact (address_id, (status = 'PLANNED') desc, start_at desc, id desc);
create index contact_of_person on contact (contact_person_id, (status = 'PLANNED') desc, start_at desc, id desc)
    where contact_person_id is not null;
create index contact_of_campaign on contact (campaign_id, address_id) where campaign_id is not null;
-- members without a contact are looked for by contact person too
create index contact_of_campaign_person on contact (campaign_id, contact_person_id)
    where campaign_id is not null and contact_person_id is not null;
-- the open contacts, those that start first at the top: all, of one person, of a campaign
create index contact_open on contact (start_at, id) where status = 'PLANNED';
create index contact_open_of_responsible on contact (coalesce(responsible, created_by), start_at, id) where status = 'PLANNED';
create index contact_open_of_campaign on contact (campaign_id, start_at, id) where status = 'PLANNED' and campaign_id is not null;
-- found by number and subject, inside words too
create index contact_found on contact using gin (rapport.fold(number || ' ' || subject) public.gin_trgm_ops);

-- What a contact never does (rules 12, 19, 23 and the table of bad input). Of a closed one only a longer infotext and what
-- belongs to the machinery may change.
create function rapport.guard_contact() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and not rapport.erasing() then
        if (new.number, new.created_at, new.created_by) is distinct from (old.number, old.created_at, old.created_by) then
            raise exception 'where contact % comes from never changes', old.number using errcode = 'check_violation';
        end if;
        if old.status <> 'PLANNED'
           and ((new.status, new.outcome, new.start_at, new.duration_minutes, new.address_id, new.contact_person_id,
                 new.responsible, new.type, new.direction, new.subject, new.description, new.campaign_id,
                 new.closed_at, new.closed_by)
                is distinct from
                (old.status, old.outcome, old.start_at, old.duration_minutes, old.address_id, old.contact_person_id,
                 old.responsible, old.type, old.direction, old.subject, old.description, old.campaign_id,
                 old.closed_at, old.closed_by)
                or not starts_with(coalesce(new.infotext, ''), coalesce(old.infotext, ''))) then
            raise exception 'contact % is closed', old.number using errcode = 'check_violation';
        end if;
    end if;
    if new.status = 'PERFORMED' and new.duration_minutes = 0
       and (tg_op = 'INSERT' or old.status <> 'PERFORMED')
       and exists (select from rapport.contact_type t where t.code = new.type and t.needs_duration) then
        raise exception 'a performed contact of type % needs a duration', new.type using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger guard_contact before insert or update on contact
    for each row execute function rapport.guard_contact();
create trigger closed_contact_is_kept before delete on contact
    for each row when (old.status <> 'PLANNED') execute function rapport.keep_for_ever();

-- What a new contact may refer to; what is there keeps what it has (rules 6, 8, 9 and 29).
create function rapport.require_usable_references() returns trigger language plpgsql as $$
begin
    if (tg_op = 'INSERT' or new.type <> old.type)
       and exists (select from rapport.contact_type t where t.code = new.type and t.retired_at is not null) then
        raise exception 'contact type % is retired', new.type using errcode = 'RP004';
    end if;
    if (tg_op = 'INSERT' or new.address_id <> old.address_id)
       and exists (select from rapport.address a where a.id = new.address_id and a.kind = 'PERSON') then
        raise exception 'the address of a contact is a main address' using errcode = 'check_violation';
    end if;
    -- the day more leaves room for time zones
    if (tg_op = 'INSERT' or new.start_at <> old.start_at)
       and new.start_at > greatest(now(), new.created_at) + interval '10 years 1 day' then
        raise exception 'no contact starts in more than ten years' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger contact_references_are_usable before insert or update of type, address_id, start_at on contact
    for each row execute function rapport.require_usable_references();
create trigger contact_responsible_is_enabled before insert or update of responsible on contact
    for each row execute function rapport.require_enabled_responsible();
create trigger contact_uses_active_campaign before insert or update of campaign_id on contact
    for each row execute function rapport.require_active_campaign();
