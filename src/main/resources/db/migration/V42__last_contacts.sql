-- The last closed contact of each customer, for lists of those that nothing followed (ADR 54): among a million contacts they are
-- not looked for. There may be more here than the last one, which whoever reads them passes over, but never less.

create table last_contact (
    contact_id bigint      not null primary key references contact on delete cascade,
    -- its main address, who was in charge of it, and its start, as the contact says
    address_id bigint      not null,
    in_charge  text        not null,
    start_at   timestamptz not null
);
create index last_contact_of_address on last_contact (address_id, start_at, contact_id);
create index last_contact_by_start on last_contact (start_at, contact_id);
create index last_contact_of_responsible on last_contact (in_charge, start_at, contact_id);

insert into last_contact (contact_id, address_id, in_charge, start_at)
select distinct on (address_id) id, address_id, coalesce(responsible, created_by), start_at from contact
where (status = 'PLANNED') is false and voided_at is null
order by address_id, (status = 'PLANNED') desc, start_at desc, id desc;

-- Of what is inserted together only the last of each customer: whoever imports many writes one row for a customer.
create function rapport.note_last_of_new() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    -- whether or not a later one is there: that may just be going away
    insert into rapport.last_contact (contact_id, address_id, in_charge, start_at)
    select distinct on (address_id) id, address_id, coalesce(responsible, created_by), start_at
    from added where status <> 'PLANNED' and voided_at is null
    order by address_id, start_at desc, id desc
    on conflict (contact_id) do nothing;
    if found then
        delete from rapport.last_contact l
        using added a
        where a.status <> 'PLANNED' and a.voided_at is null and l.address_id = a.address_id
          and (l.start_at, l.contact_id) < (a.start_at, a.id);
    end if;
    return null;
end $$;

create function rapport.note_last_of_changed() returns trigger language plpgsql
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
        where address_id = new.address_id and (start_at, contact_id) < (new.start_at, new.id);
    end if;
    return null;
end $$;

create trigger new_contacts_may_be_the_last after insert on contact referencing new table as added
    for each statement execute function rapport.note_last_of_new();
create trigger changed_contact_may_be_the_last after update of status, start_at, address_id, voided_at on contact
    for each row when ((new.status, new.start_at, new.address_id, new.voided_at)
                       is distinct from (old.status, old.start_at, old.address_id, old.voided_at)
                       and (new.status <> 'PLANNED' or old.status <> 'PLANNED'))
    execute function rapport.note_last_of_changed();
