-- What nobody changes or deletes, whatever way around the application is found: closed contacts and measures, whom a
-- measure concerned, assignments, the trail. And what no new row may refer to. See ADR 30.
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

create trigger audit_entry_is_kept before update or delete or truncate on audit_entry
    for each statement execute function rapport.keep_for_ever();
create trigger rule_run_is_kept before update or delete or truncate on rule_run
    for each statement execute function rapport.keep_for_ever();
drop trigger keep_measure_audience on measure_audience;
drop function rapport.keep_measure_audience();
create trigger measure_audience_is_kept before update or delete or truncate on measure_audience
    for each statement execute function rapport.keep_for_ever();
create trigger campaign_member_is_kept before delete or truncate on campaign_member
    for each statement execute function rapport.keep_for_ever();
create trigger campaign_is_kept before delete or truncate on campaign
    for each statement execute function rapport.keep_for_ever();
create trigger closed_contact_is_kept before delete on contact
    for each row when (old.status <> 'PLANNED') execute function rapport.keep_for_ever();
create trigger closed_measure_is_kept before delete on measure
    for each row when (old.status <> 'PLANNED') execute function rapport.keep_for_ever();

create or replace function rapport.guard_campaign_member() returns trigger language plpgsql as $$
begin
    if not rapport.erasing()
       and (old.removed_at is not null
            or (new.campaign_id, new.address_id, new.assigned_at, new.assigned_by)
               is distinct from (old.campaign_id, old.address_id, old.assigned_at, old.assigned_by)) then
        raise exception 'an assignment can only be ended' using errcode = 'check_violation';
    end if;
    return new;
end $$;

create or replace function rapport.keep_campaign_deleted() returns trigger language plpgsql as $$
begin
    if old.deleted_at is not null and not rapport.erasing() then
        raise exception 'campaign % is deleted for good', old.id using errcode = 'check_violation';
    end if;
    return new;
end $$;

-- Of a closed contact only a longer infotext and what belongs to the machinery may change.
create or replace function rapport.guard_contact() returns trigger language plpgsql as $$
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

-- Whom a closed measure concerned is written by the transaction that closes it, and by no other.
alter table measure add column closed_in xid8;

create or replace function rapport.guard_measure() returns trigger language plpgsql as $$
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
drop trigger guard_measure on measure;
create trigger guard_measure before insert or update on measure
    for each row execute function rapport.guard_measure();

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

-- What a new contact or measure may refer to; what is there keeps what it has (rules 6, 8, 9 and 29).
create function rapport.require_enabled_responsible() returns trigger language plpgsql as $$
begin
    if new.responsible is not null and (tg_op = 'INSERT' or new.responsible is distinct from old.responsible)
       and exists (select from rapport.app_user u where u.user_id = new.responsible and not u.enabled) then
        raise exception 'user % is disabled', new.responsible using errcode = 'RP003';
    end if;
    return new;
end $$;
create trigger contact_responsible_is_enabled before insert or update of responsible on contact
    for each row execute function rapport.require_enabled_responsible();
create trigger measure_responsible_is_enabled before insert or update of responsible on measure
    for each row execute function rapport.require_enabled_responsible();

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

-- A closed contact gets no reminder (rule 17). One that it has may stay (rule 19).
create function rapport.require_planned_contact() returns trigger language plpgsql as $$
begin
    if new.removed_at is null
       and (tg_op = 'INSERT' or old.removed_at is not null or new.contact_id <> old.contact_id)
       and exists (select from rapport.contact c where c.id = new.contact_id and c.status <> 'PLANNED') then
        raise exception 'contact % is closed and gets no reminder', new.contact_id using errcode = 'RP002';
    end if;
    return new;
end $$;
create trigger reminder_of_planned_contact before insert or update of contact_id, removed_at on reminder
    for each row execute function rapport.require_planned_contact();

create trigger bulk_plan_uses_active_campaign before insert or update of campaign_id on bulk_plan
    for each row execute function rapport.require_active_campaign();

alter table campaign add constraint campaign_title_is_one_line check (title !~ '[\x01-\x1f\x7f]');
alter table bulk_plan add constraint bulk_plan_subject_is_one_line
    check (rapport.has_text(subject) and subject !~ '[\x01-\x1f\x7f]');
