-- V42 again, but who closes a contact passes over what somebody else is just writing (there may be more in last_contact, never less).
-- It waited for whoever voids one of the same customer, who waited for it in turn: one of the two was broken off as a deadlock.

create or replace function rapport.note_last_of_new() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    -- whether or not a later one is there: that may just be going away
    insert into rapport.last_contact (contact_id, address_id, in_charge, start_at)
    select distinct on (address_id) id, address_id, coalesce(responsible, created_by), start_at
    from added where status <> 'PLANNED' and voided_at is null
    order by address_id, start_at desc, id desc
    on conflict (contact_id) do nothing;
    if found then
        delete from rapport.last_contact
        where contact_id in (select l.contact_id from rapport.last_contact l join added a on a.address_id = l.address_id
                             where a.status <> 'PLANNED' and a.voided_at is null
                               and (l.start_at, l.contact_id) < (a.start_at, a.id)
                             for update of l skip locked);
    end if;
    return null;
end $$;

create or replace function rapport.note_last_of_changed() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    if old.status <> 'PLANNED' and old.voided_at is null then
        -- the one below may be the last now. One after the other: none of two would see what the other one does
        perform pg_advisory_xact_lock(hashtext('rapport.last_contact'), hashint8(old.address_id));
        delete from rapport.last_contact where contact_id = old.id;
        insert into rapport.last_contact (contact_id, address_id, in_charge, start_at)
        select id, address_id, coalesce(responsible, created_by), start_at from rapport.contact
        where address_id = old.address_id and (status = 'PLANNED') is false and voided_at is null
        order by start_at desc, id desc limit 1
        on conflict (contact_id) do nothing;
    end if;
    if new.status <> 'PLANNED' and new.voided_at is null then
        insert into rapport.last_contact (contact_id, address_id, in_charge, start_at)
        values (new.id, new.address_id, coalesce(new.responsible, new.created_by), new.start_at)
        on conflict (contact_id) do nothing;
        delete from rapport.last_contact
        where contact_id in (select contact_id from rapport.last_contact
                             where address_id = new.address_id and (start_at, contact_id) < (new.start_at, new.id)
                             for update skip locked);
    end if;
    return null;
end $$;
