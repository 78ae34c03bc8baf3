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
    check ((status = 'PLANNED') = (closed_at is null)),
    check ((closed_at is null) = (closed_by is null))
);
create index measure_of_campaign on measure (campaign_id, status) where campaign_id is not null;
create index measure_open_of_campaign on measure (campaign_id, start_at desc, id desc) where status = 'PLANNED';

-- What a measure never does. That it needs a campaign to be performed is no rule of the database: process admins may
-- remove that check from the model (rule 26).
create function rapport.guard_measure() returns trigger language plpgsql as $$
begin
    if old.status <> 'PLANNED'
       and ((new.status, new.subject, new.closed_at, new.closed_by, new.number, new.start_at)
            is distinct from (old.status, old.subject, old.closed_at, old.closed_by, old.number, old.start_at)
            or new.campaign_id is distinct from old.campaign_id
            or new.planned_for is distinct from old.planned_for
            or not starts_with(coalesce(new.infotext, ''), coalesce(old.infotext, ''))) then
        raise exception 'measure % is closed', old.number using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger guard_measure before update on measure
    for each row execute function rapport.guard_measure();
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

create function rapport.keep_measure_audience() returns trigger language plpgsql as $$
begin
    raise exception 'whom a measure concerned never changes' using errcode = 'check_violation';
end $$;
create trigger keep_measure_audience before update on measure_audience
    for each row execute function rapport.keep_measure_audience();
