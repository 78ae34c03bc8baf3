-- Measures, and whom a closed one concerned.

create sequence measure_id_seq increment 50;
create sequence measure_number_seq;

create table measure (
    id                  bigint      not null primary key default nextval('rapport.measure_id_seq'),
    version             int         not null default 0,
    number              text        not null unique check (number ~ '^M-[0-9]{4}-[0-9]{6,}$'),
    subject             text        not null check (rapport.has_text(subject) and length(subject) <= 200 and subject !~ '[\x01-\x1f\x7f]'),
    infotext            text check (length(infotext) <= 20000),
    campaign_id         bigint references campaign,
    planned_for         date check (planned_for >= '1990-01-01'),
    responsible         text references app_user,
    -- where it stands in a history: beginning of the planned day, else its creation; once closed, the closing
    start_at            timestamptz not null,
    status              text        not null check (status in ('PLANNED', 'PERFORMED', 'NOT_PERFORMED')),
    outcome             text check (length(outcome) <= 60),
    process_instance_id text,
    created_at          timestamptz not null,
    created_by          text        not null,
    closed_at           timestamptz,
    closed_by           text,
    -- the transaction that closed it
    closed_in           xid8,
    check ((status = 'PLANNED') = (closed_at is null)),
    check ((closed_at is null) = (closed_by is null))
);

create index measure_of_campaign on measure (campaign_id, status) where campaign_id is not null;
create index measure_open_of_campaign on measure (campaign_id, start_at desc, id desc) where status = 'PLANNED';
-- the start page asks for the open measures of one person
create index measure_open_of_responsible on measure (coalesce(responsible, created_by), start_at, id) where status = 'PLANNED';
-- found by number and subject, inside words too
create index measure_found on measure using gin (rapport.fold(number || ' ' || subject) public.gin_trgm_ops);

-- What a measure never does. That it needs a campaign to be performed is no rule of the database: process admins may
-- remove that check from the model (rule 26).
create function rapport.guard_measure() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and not rapport.erasing() then
        if (new.number, new.created_at, new.created_by) is distinct from (old.number, old.created_at, old.created_by) then
            raise exception 'where measure % comes from never changes', old.number using errcode = 'check_violation';
        end if;
        if old.status <> 'PLANNED'
           and ((new.status, new.outcome, new.subject, new.responsible, new.campaign_id, new.planned_for, new.start_at,
                 new.closed_at, new.closed_by, new.closed_in)
                is distinct from
                (old.status, old.outcome, old.subject, old.responsible, old.campaign_id, old.planned_for, old.start_at,
                 old.closed_at, old.closed_by, old.closed_in)
                or not starts_with(coalesce(new.infotext, ''), coalesce(old.infotext, ''))) then
            raise exception 'measure % is closed', old.number using errcode = 'check_violation';
        end if;
    end if;
    if new.status <> 'PLANNED' and (tg_op = 'INSERT' or old.status = 'PLANNED') then
        new.closed_in := pg_current_xact_id();
    end if;
    return new;
end $$;
create trigger guard_measure before insert or update on measure
    for each row execute function rapport.guard_measure();
create trigger closed_measure_is_kept before delete on measure
    for each row when (old.status <> 'PLANNED') execute function rapport.keep_for_ever();

-- What a new measure may refer to; what is there keeps what it has (rules 6, 9 and 29).
create trigger measure_responsible_is_enabled before insert or update of responsible on measure
    for each row execute function rapport.require_enabled_responsible();
create trigger measure_uses_active_campaign before insert or update of campaign_id on measure
    for each row execute function rapport.require_active_campaign();

-- The members of the campaign when the measure was closed (rule 27). Written once, in the closing transaction.
create table measure_audience (
    measure_id      bigint      not null references measure,
    address_id      bigint      not null references address,
    -- the company of a contact person, else the address itself: whose history shows it besides
    main_address_id bigint      not null references address,
    closed_at       timestamptz not null,
    -- a company with several members in the audience shows the measure once
    first_of_main   boolean     not null,
    primary key (measure_id, address_id)
);
create index measure_audience_of_main on measure_audience (main_address_id, closed_at desc, measure_id desc) where first_of_main;
create index measure_audience_of_address on measure_audience (address_id, closed_at desc, measure_id desc);

create trigger measure_audience_is_kept before update or delete or truncate on measure_audience
    for each statement execute function rapport.keep_for_ever();

-- Whom a closed measure concerned is written by the transaction that closes it, and by no other.
create function rapport.require_closing_measure() returns trigger language plpgsql as $$
begin
    if exists (select from added a join rapport.measure m on m.id = a.measure_id
               where m.closed_in is distinct from pg_current_xact_id()) and not rapport.erasing() then
        raise exception 'the audience of a measure is written when it is closed' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger measure_audience_of_the_moment after insert on measure_audience
    referencing new table as added for each statement execute function rapport.require_closing_measure();
