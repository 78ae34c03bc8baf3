-- The same guards as before (V6, V7, V29, V30, V53), asked only where there is something to guard: a question of plpgsql that reads a
-- table, such as rapport.erasing(), costs more than all the rest of an ordinary change. What is guarded does not change.

drop trigger guard_a_voided_contact on contact;
create trigger guard_a_new_contact before insert on contact
    for each row when (new.voided_at is not null) execute function rapport.guard_voided_contact();
create trigger guard_a_voided_contact before update on contact
    for each row when (old.voided_at is not null or new.voided_at is not null)
    execute function rapport.guard_voided_contact();

drop trigger guard_a_voided_measure on measure;
create trigger guard_a_new_measure before insert on measure
    for each row when (new.voided_at is not null) execute function rapport.guard_voided_measure();
create trigger guard_a_voided_measure before update on measure
    for each row when (old.voided_at is not null or new.voided_at is not null)
    execute function rapport.guard_voided_measure();

create or replace function rapport.guard_contact() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'UPDATE' then
        if (new.number, new.created_at, new.created_by) is distinct from (old.number, old.created_at, old.created_by) then
            if not rapport.erasing() then
                raise exception 'where contact % comes from never changes', old.number using errcode = 'check_violation';
            end if;
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
            if not rapport.erasing() then
                raise exception 'contact % is closed', old.number using errcode = 'check_violation';
            end if;
        end if;
    end if;
    if new.status = 'PERFORMED' and new.duration_minutes = 0 then
        if (tg_op = 'INSERT' or old.status <> 'PERFORMED')
           and exists (select from rapport.contact_type t where t.code = new.type and t.needs_duration) then
            raise exception 'a performed contact of type % needs a duration', new.type using errcode = 'check_violation';
        end if;
    end if;
    return new;
end $$;

create or replace function rapport.guard_measure() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'UPDATE' then
        if (new.number, new.created_at, new.created_by) is distinct from (old.number, old.created_at, old.created_by) then
            if not rapport.erasing() then
                raise exception 'where measure % comes from never changes', old.number using errcode = 'check_violation';
            end if;
        end if;
        if old.status <> 'PLANNED'
           and ((new.status, new.outcome, new.subject, new.responsible, new.campaign_id, new.planned_for, new.start_at,
                 new.closed_at, new.closed_by, new.closed_in)
                is distinct from
                (old.status, old.outcome, old.subject, old.responsible, old.campaign_id, old.planned_for, old.start_at,
                 old.closed_at, old.closed_by, old.closed_in)
                or not starts_with(coalesce(new.infotext, ''), coalesce(old.infotext, ''))) then
            if not rapport.erasing() then
                raise exception 'measure % is closed', old.number using errcode = 'check_violation';
            end if;
        end if;
    end if;
    if new.status <> 'PLANNED' and (tg_op = 'INSERT' or old.status = 'PLANNED') then
        new.closed_in := pg_current_xact_id();
    end if;
    return new;
end $$;

create or replace function rapport.guard_outcome() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    if new.attempts < old.attempts
       or (old.status <> 'PLANNED'
           and (new.outcome_label, new.outcome_label_en, new.outcome_colour, new.attempts)
               is distinct from (old.outcome_label, old.outcome_label_en, old.outcome_colour, old.attempts)) then
        if not rapport.erasing() then
            raise exception 'what has become of % stays as it is', old.number using errcode = 'check_violation';
        end if;
    end if;
    return new;
end $$;

-- A new contact is looked up by what it refers to; one that only moves by none of it.
create or replace function rapport.require_usable_references() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'INSERT' or new.type <> old.type then
        if exists (select from rapport.contact_type t where t.code = new.type and t.retired_at is not null) then
            raise exception 'contact type % is retired', new.type using errcode = 'RP004';
        end if;
    end if;
    if tg_op = 'INSERT' or new.address_id <> old.address_id then
        if exists (select from rapport.address a where a.id = new.address_id and a.kind = 'PERSON') then
            raise exception 'the address of a contact is a main address' using errcode = 'check_violation';
        end if;
    end if;
    -- the day more leaves room for time zones
    if (tg_op = 'INSERT' or new.start_at <> old.start_at)
       and new.start_at > greatest(now(), new.created_at) + interval '10 years 1 day' then
        raise exception 'no contact starts in more than ten years' using errcode = 'check_violation';
    end if;
    return new;
end $$;
