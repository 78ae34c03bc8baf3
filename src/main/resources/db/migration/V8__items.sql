-- What contacts and measures share: which steps of a model ran, and what has been reported of an item that is still open.

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
create trigger rule_run_is_kept before update or delete or truncate on rule_run
    for each statement execute function rapport.keep_for_ever();

-- What somebody has reported of a contact or measure that is not closed yet, because somebody else has a task in between
-- or a job has to run first (rule 35). Written by the completion, read by the step that closes the item. See ADR 33.
create table reported_outcome (
    id               bigint generated always as identity primary key,
    contact_id       bigint unique references contact on delete cascade,
    measure_id       bigint unique references measure on delete cascade,
    outcome          text check (length(outcome) <= 60),
    label            text,
    -- whether this outcome means that it took place
    performed        boolean     not null,
    start_at         timestamptz check (start_at >= '1989-12-31T00:00:00Z'),
    duration_minutes int check (duration_minutes between 0 and 1439),
    infotext         text check (length(infotext) <= 20000),
    reported_at      timestamptz not null,
    reported_by      text        not null,
    check (num_nonnulls(contact_id, measure_id) = 1),
    check ((outcome is null) = (label is null)),
    check ((start_at is null) = (duration_minutes is null)),
    check (start_at is null or (performed and contact_id is not null))
);

-- A report is about something that is still open; afterwards it stays as it is.
create function rapport.guard_reported_outcome() returns trigger language plpgsql as $$
begin
    if not rapport.erasing()
       and (exists (select from rapport.contact c where c.id = new.contact_id and c.status <> 'PLANNED')
            or exists (select from rapport.measure m where m.id = new.measure_id and m.status <> 'PLANNED')) then
        raise exception 'what is closed is not reported again' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger reported_outcome_of_open_items before insert or update on reported_outcome
    for each row execute function rapport.guard_reported_outcome();

-- How other modules read it, beside an item's own columns.
create view item_report as
    select r.contact_id, r.measure_id, r.outcome as reported_outcome, r.label as reported_label,
           r.performed as reported_performed, r.start_at as reported_start,
           r.duration_minutes as reported_duration, r.infotext as reported_infotext, r.reported_at, r.reported_by,
           coalesce(nullif(concat_ws(' ', a.first_name, a.name), ''), r.reported_by) as reported_by_name
    from reported_outcome r
    left join app_user u on u.user_id = r.reported_by
    left join address a on a.id = u.address_id;
