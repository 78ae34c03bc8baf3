-- How an item ended, or how far somebody has come with it, in the words of the model that it ran in: models change, and what has
-- been kept does not (rule 34). Nothing stands here where the shipped words are meant. See ADR 74.

alter table contact
    add column outcome_label text
        constraint contact_outcome_label check (outcome_label is null or (rapport.has_text(outcome_label) and length(outcome_label) <= 60)),
    add column outcome_label_en text
        constraint contact_outcome_label_en
            check (outcome_label_en is null or (rapport.has_text(outcome_label_en) and length(outcome_label_en) <= 60)),
    add column outcome_colour text
        constraint contact_outcome_colour check (outcome_colour in ('green', 'amber', 'red', 'blue', 'violet', 'grey')),
    -- how often it was tried and stayed open
    add column attempts integer not null default 0
        constraint contact_attempts check (attempts >= 0);

alter table measure
    add column outcome_label text
        constraint measure_outcome_label check (outcome_label is null or (rapport.has_text(outcome_label) and length(outcome_label) <= 60)),
    add column outcome_label_en text
        constraint measure_outcome_label_en
            check (outcome_label_en is null or (rapport.has_text(outcome_label_en) and length(outcome_label_en) <= 60)),
    add column outcome_colour text
        constraint measure_outcome_colour check (outcome_colour in ('green', 'amber', 'red', 'blue', 'violet', 'grey')),
    add column attempts integer not null default 0
        constraint measure_attempts check (attempts >= 0);

-- Which outcomes there are, of measures as of contacts (V35).
create index measure_of_outcome on measure (outcome, (status = 'PLANNED') desc, start_at, id) where outcome is not null;

-- How many of a campaign have an outcome that its model has a word of its own for.
create index contact_of_campaign_outcome on contact (campaign_id, outcome, start_at)
    where campaign_id is not null and voided_at is null and outcome not in ('performed', 'notPerformed');

-- Beside what V6 and V7 guard: what a closed one ended as stays as it is, and attempts are counted up and never down.
create function rapport.guard_outcome() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if rapport.erasing() then
        return new;
    end if;
    if new.attempts < old.attempts
       or (old.status <> 'PLANNED'
           and (new.outcome_label, new.outcome_label_en, new.outcome_colour, new.attempts)
               is distinct from (old.outcome_label, old.outcome_label_en, old.outcome_colour, old.attempts)) then
        raise exception 'what has become of % stays as it is', old.number using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger guard_outcome_of_contact
    before update of outcome_label, outcome_label_en, outcome_colour, attempts on contact
    for each row execute function rapport.guard_outcome();
create trigger guard_outcome_of_measure
    before update of outcome_label, outcome_label_en, outcome_colour, attempts on measure
    for each row execute function rapport.guard_outcome();

-- A report may also say that an item stays open, with its new start.
alter table reported_outcome
    add column label_en text,
    add column stays_open boolean not null default false,
    drop constraint reported_outcome_check3,
    add constraint reported_outcome_times
        check (start_at is null or stays_open or (performed and contact_id is not null)),
    add constraint reported_outcome_is_one check (not (performed and stays_open));

create or replace view item_report as
    select r.contact_id, r.measure_id, r.outcome as reported_outcome, r.label as reported_label,
           r.performed as reported_performed, r.start_at as reported_start,
           r.duration_minutes as reported_duration, r.infotext as reported_infotext, r.reported_at, r.reported_by,
           coalesce(u.name, r.reported_by) as reported_by_name,
           r.label_en as reported_label_en, r.stays_open as reported_open
    from rapport.reported_outcome r
    left join rapport.user_card u on u.user_id = r.reported_by;

create or replace view contact_entry as
    select id, version, number, address_id, contact_person_id, campaign_id, type, direction, status, start_at,
           duration_minutes, subject, description, infotext, responsible, created_by, closed_by,
           outcome_label, outcome_label_en, outcome_colour, attempts, outcome
    from rapport.contact
    where voided_at is null;

create or replace view contact_entry_ever as
    select id, version, number, address_id, contact_person_id, campaign_id, type, direction, status, start_at,
           duration_minutes, subject, description, infotext, responsible, created_by, closed_by,
           voided_at, voided_by, void_reason,
           outcome, coalesce(responsible, created_by) as in_charge,
           rapport.entry_text(number, subject, description, infotext) as search_text,
           expected_minutes,
           outcome_label, outcome_label_en, outcome_colour, attempts
    from rapport.contact;

create or replace view measure_entry_ever as
    select id, number, campaign_id, status, start_at, subject, infotext, responsible, created_by, closed_by,
           voided_at, voided_by, void_reason,
           version, outcome, planned_for, coalesce(responsible, created_by) as in_charge,
           rapport.entry_text(number, subject, null, infotext) as search_text,
           outcome_label, outcome_label_en, outcome_colour, attempts
    from rapport.measure;

create or replace view open_contact as
    select id, version, number, address_id, contact_person_id, campaign_id, type, start_at, subject, responsible,
           coalesce(responsible, created_by) as in_charge,
           outcome_label, outcome_label_en, outcome_colour, attempts
    from rapport.contact
    where status = 'PLANNED' and voided_at is null;
