-- A contact that was entered by mistake is voided: by whom, when and why (rule 23). It keeps the status it had, open or closed, and
-- everything else; nothing of it changes any more, and nobody sees it but who asks for it. See ADR 48.

alter table contact
    add column voided_at timestamptz,
    add column voided_by text,
    add column void_reason text
        constraint contact_void_has_a_reason
            check (void_reason is null or (rapport.has_text(void_reason) and length(void_reason) <= 1000)),
    add constraint contact_is_voided_by_somebody check (num_nulls(voided_at, voided_by, void_reason) in (0, 3));

-- What voiding is. A trigger of its own, before that of closing: what holds for a closed contact (V6) holds beside it.
create function rapport.guard_voided_contact() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if rapport.erasing() then
        return new;
    end if;
    if tg_op = 'INSERT' then
        if new.voided_at is not null then
            raise exception 'no contact begins as voided' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if old.voided_at is not null then
        -- the number of the row's state is the only thing that the machinery may count on
        old.version := new.version;
        if new is distinct from old then
            raise exception 'contact % is voided', old.number using errcode = 'check_violation';
        end if;
    elsif new.voided_at is not null then
        -- nothing else is done along with it, and no instance of a model drives it any more
        if new.process_instance_id is not null or new.status <> old.status then
            raise exception 'contact % is not voided like this', old.number using errcode = 'check_violation';
        end if;
    end if;
    return new;
end $$;
create trigger guard_a_voided_contact before insert or update on contact
    for each row execute function rapport.guard_voided_contact();
create trigger voided_contact_is_kept before delete on contact
    for each row when (old.voided_at is not null) execute function rapport.keep_for_ever();

-- A contact as a line of a list: what is voided is in no list, figure or feed.
create or replace view contact_entry as
    select id, version, number, address_id, contact_person_id, campaign_id, type, direction, status, start_at,
           duration_minutes, subject, description, infotext, responsible, created_by, closed_by
    from rapport.contact
    where voided_at is null;

-- A contact as a line of a history, which shows what is voided to whoever asks for it.
create view contact_entry_ever as
    select id, version, number, address_id, contact_person_id, campaign_id, type, direction, status, start_at,
           duration_minutes, subject, description, infotext, responsible, created_by, closed_by,
           voided_at, voided_by, void_reason
    from rapport.contact;

create or replace view open_contact as
    select id, version, number, address_id, contact_person_id, campaign_id, type, start_at, subject, responsible,
           coalesce(responsible, created_by) as in_charge
    from rapport.contact
    where status = 'PLANNED' and voided_at is null;

-- A voided contact gets no reminder either, and keeps none (rule 17).
create or replace function rapport.require_planned_contact() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if new.removed_at is null
       and (tg_op = 'INSERT' or old.removed_at is not null or new.contact_id <> old.contact_id)
       and exists (select from rapport.contact c
                   where c.id = new.contact_id and (c.status <> 'PLANNED' or c.voided_at is not null)) then
        raise exception 'contact % is closed and gets no reminder', new.contact_id using errcode = 'RP002';
    end if;
    return new;
end $$;
