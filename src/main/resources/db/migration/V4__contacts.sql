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
create index contact_of_address on contact (address_id, start_at desc, id desc);
create index contact_of_person on contact (contact_person_id, start_at desc, id desc) where contact_person_id is not null;
create index contact_of_campaign on contact (campaign_id, address_id) where campaign_id is not null;
create index contact_open on contact (start_at, id) where status = 'PLANNED';
create index contact_open_of_responsible on contact (coalesce(responsible, created_by), start_at, id) where status = 'PLANNED';

-- What a contact never does (rules 12, 19, 23 and the table of bad input).
create function rapport.guard_contact() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.status <> 'PLANNED' then
        if (new.status, new.start_at, new.duration_minutes, new.address_id, new.type, new.direction, new.subject,
            new.closed_at, new.closed_by, new.number)
           is distinct from
           (old.status, old.start_at, old.duration_minutes, old.address_id, old.type, old.direction, old.subject,
            old.closed_at, old.closed_by, old.number)
           or new.contact_person_id is distinct from old.contact_person_id
           or new.description is distinct from old.description
           or new.campaign_id is distinct from old.campaign_id
           or not starts_with(coalesce(new.infotext, ''), coalesce(old.infotext, '')) then
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
create trigger contact_uses_active_campaign before insert or update of campaign_id on contact
    for each row execute function rapport.require_active_campaign();

-- Who did what with one contact or measure: changes of a closed infotext, closing, moving. Never changed, never deleted.
create table audit_entry (
    id           bigint generated always as identity primary key,
    subject_kind text        not null check (subject_kind in ('contact', 'measure', 'campaign', 'address')),
    subject_id   bigint      not null,
    action       text        not null,
    field        text,
    old_value    text,
    new_value    text,
    done_at      timestamptz not null,
    done_by      text        not null
);
create index audit_entry_of_subject on audit_entry (subject_kind, subject_id, id);

-- Which steps of which model version ran when an item moved (rule 21).
create table rule_run (
    id            bigint generated always as identity primary key,
    subject_kind  text        not null check (subject_kind in ('contact', 'measure')),
    subject_id    bigint      not null,
    step          text        not null,
    name          text        not null,
    kind          text        not null check (kind in ('condition', 'event', 'step')),
    model_version int         not null,
    ran_at        timestamptz not null,
    ran_by        text        not null
);
create index rule_run_of_subject on rule_run (subject_kind, subject_id, id);
