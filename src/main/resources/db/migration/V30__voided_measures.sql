-- A measure that was entered by mistake is voided, like a contact (V29, rule 23).

alter table measure
    add column voided_at timestamptz,
    add column voided_by text,
    add column void_reason text
        constraint measure_void_has_a_reason
            check (void_reason is null or (rapport.has_text(void_reason) and length(void_reason) <= 1000)),
    add constraint measure_is_voided_by_somebody check (num_nulls(voided_at, voided_by, void_reason) in (0, 3));

create function rapport.guard_voided_measure() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if rapport.erasing() then
        return new;
    end if;
    if tg_op = 'INSERT' then
        if new.voided_at is not null then
            raise exception 'no measure begins as voided' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if old.voided_at is not null then
        old.version := new.version;
        if new is distinct from old then
            raise exception 'measure % is voided', old.number using errcode = 'check_violation';
        end if;
    elsif new.voided_at is not null then
        if new.process_instance_id is not null or new.status <> old.status then
            raise exception 'measure % is not voided like this', old.number using errcode = 'check_violation';
        end if;
    end if;
    return new;
end $$;
create trigger guard_a_voided_measure before insert or update on measure
    for each row execute function rapport.guard_voided_measure();
create trigger voided_measure_is_kept before delete on measure
    for each row when (old.voided_at is not null) execute function rapport.keep_for_ever();

-- A measure as a line of a list: what is voided is in no list, figure or feed.
create or replace view measure_entry as
    select id, number, campaign_id, status, start_at, subject, infotext, responsible, created_by, closed_by
    from rapport.measure
    where voided_at is null;

-- A measure as a line of a history, which shows what is voided to whoever asks for it.
create view measure_entry_ever as
    select id, number, campaign_id, status, start_at, subject, infotext, responsible, created_by, closed_by,
           voided_at, voided_by, void_reason
    from rapport.measure;

-- Whom a closed measure concerned (rule 27), and when it was voided: asked for row by row, a history reads few.
create or replace view measure_concerned as
    select measure_id, address_id, main_address_id, first_of_main, closed_at,
           (select m.voided_at from rapport.measure m where m.id = measure_id) as voided_at
    from rapport.measure_audience;

-- What is voided is not reported either.
create or replace function rapport.guard_reported_outcome() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if not rapport.erasing()
       and (exists (select from rapport.contact c
                    where c.id = new.contact_id and (c.status <> 'PLANNED' or c.voided_at is not null))
            or exists (select from rapport.measure m
                       where m.id = new.measure_id and (m.status <> 'PLANNED' or m.voided_at is not null))) then
        raise exception 'what is closed is not reported again' using errcode = 'check_violation';
    end if;
    return new;
end $$;
