-- How far a campaign has come, counted when something changes: whoever looks at one of 100,000 members reads a few rows (ADR 63).

-- What an address has to do with a campaign. Contacts and assignments both write here, and so one after the other: none of them
-- would see what the other one does. Both refer to campaign and address themselves.
create table campaign_reach (
    campaign_id bigint  not null,
    address_id  bigint  not null,
    assigned    boolean not null default false,
    -- contacts of the campaign with this address or contact person
    planned     int     not null default 0,
    performed   int     not null default 0,
    primary key (campaign_id, address_id)
) with (fillfactor = 80);

-- Numbers to be added up, one row for each of 64 slots: who writes at the same moment does not wait for the same row.
create table campaign_count (
    campaign_id bigint not null,
    what        text   not null check (what in ('members', 'reached', 'waiting', 'planned', 'performed', 'not_performed',
                                                'others_planned', 'others_performed', 'others_not_performed',
                                                'measures_planned', 'measures_performed', 'measures_not_performed')),
    slot        int    not null,
    number      bigint not null,
    primary key (campaign_id, what, slot)
) with (fillfactor = 50);

-- How many members a campaign has; none has no row.
create view campaign_size as
    select campaign_id, sum(number)::bigint as members from rapport.campaign_count where what = 'members' group by campaign_id;

create function rapport.count_in_campaign(campaign bigint, what text[], number bigint[]) returns void language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    insert into rapport.campaign_count as c
    select campaign, counted.what, pg_backend_pid() % 64, counted.number
    from unnest(what, number) counted (what, number) where counted.number <> 0 order by counted.what
    on conflict on constraint campaign_count_pkey do update set number = c.number + excluded.number;
end $$;

-- Open, performed and not performed contacts that have come or gone.
create function rapport.count_contacts(
    campaign bigint, main_address bigint, contact_person bigint, come_open int, come_performed int, come_not_performed int)
    returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    of_member   boolean;
    now_reached bigint;
    now_waiting bigint;
begin
    with touched as (
        insert into rapport.campaign_reach as r (campaign_id, address_id, planned, performed)
        select campaign, address, come_open, come_performed
        from unnest(array[main_address, contact_person]) address where address is not null order by address
        on conflict (campaign_id, address_id) do update
        set planned = r.planned + excluded.planned, performed = r.performed + excluded.performed
        returning r.assigned, r.planned, r.performed)
    select bool_or(t.assigned),
           count(*) filter (where t.assigned and t.performed > 0)
             - count(*) filter (where t.assigned and t.performed - come_performed > 0),
           count(*) filter (where t.assigned and t.performed = 0 and t.planned > 0)
             - count(*) filter (where t.assigned and t.performed - come_performed = 0 and t.planned - come_open > 0)
    into of_member, now_reached, now_waiting from touched t;
    perform rapport.count_in_campaign(
        campaign,
        case when of_member then array['reached', 'waiting', 'planned', 'performed', 'not_performed']
             else array['reached', 'waiting', 'others_planned', 'others_performed', 'others_not_performed'] end,
        array[now_reached, now_waiting, come_open, come_performed, come_not_performed]);
end $$;

create function rapport.count_changed_contact() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
declare
    was boolean := tg_op <> 'INSERT' and old.campaign_id is not null and old.voided_at is null;
    is_now boolean := tg_op <> 'DELETE' and new.campaign_id is not null and new.voided_at is null;
begin
    if was and is_now and (new.campaign_id, new.address_id, new.contact_person_id)
                          is not distinct from (old.campaign_id, old.address_id, old.contact_person_id) then
        perform rapport.count_contacts(new.campaign_id, new.address_id, new.contact_person_id,
                                       (new.status = 'PLANNED')::int - (old.status = 'PLANNED')::int,
                                       (new.status = 'PERFORMED')::int - (old.status = 'PERFORMED')::int,
                                       (new.status = 'NOT_PERFORMED')::int - (old.status = 'NOT_PERFORMED')::int);
        return null;
    end if;
    if was and is_now then
        -- all that will be written, in the order in which everybody writes
        insert into rapport.campaign_reach as r (campaign_id, address_id)
        select distinct campaign, address
        from (values (old.campaign_id, old.address_id), (old.campaign_id, old.contact_person_id),
                     (new.campaign_id, new.address_id), (new.campaign_id, new.contact_person_id)) touched (campaign, address)
        where address is not null order by campaign, address
        on conflict (campaign_id, address_id) do update set assigned = r.assigned;
    end if;
    if was then
        perform rapport.count_contacts(old.campaign_id, old.address_id, old.contact_person_id, -(old.status = 'PLANNED')::int,
                                       -(old.status = 'PERFORMED')::int, -(old.status = 'NOT_PERFORMED')::int);
    end if;
    if is_now then
        perform rapport.count_contacts(new.campaign_id, new.address_id, new.contact_person_id, (new.status = 'PLANNED')::int,
                                       (new.status = 'PERFORMED')::int, (new.status = 'NOT_PERFORMED')::int);
    end if;
    return null;
end $$;
create trigger new_contact_is_counted after insert on contact
    for each row when (new.campaign_id is not null) execute function rapport.count_changed_contact();
create trigger changed_contact_is_counted after update of status, campaign_id, address_id, contact_person_id, voided_at on contact
    for each row when ((old.campaign_id is not null or new.campaign_id is not null)
                       and (new.status, new.campaign_id, new.address_id, new.contact_person_id, new.voided_at)
                           is distinct from (old.status, old.campaign_id, old.address_id, old.contact_person_id, old.voided_at))
    execute function rapport.count_changed_contact();
create trigger deleted_contact_is_counted after delete on contact
    for each row when (old.campaign_id is not null) execute function rapport.count_changed_contact();

-- Addresses that have been assigned, or removed. One after the other for a campaign: the company and the contact person of one contact may
-- both be among them.
create function rapport.count_members(campaign bigint, addresses bigint[], now_assigned boolean) returns void language plpgsql
    set search_path = pg_catalog, pg_temp as $$
declare
    sign bigint := case when now_assigned then 1 else -1 end;
    members bigint;
    reached bigint;
    waiting bigint;
    contacts bigint[];
begin
    perform pg_advisory_xact_lock(hashtext('rapport.campaign_reach'), hashint8(campaign));
    insert into rapport.campaign_reach (campaign_id, address_id, assigned)
    select campaign, address, now_assigned from unnest(addresses) address order by address
    on conflict (campaign_id, address_id) do update set assigned = excluded.assigned;
    select count(*), count(*) filter (where r.performed > 0), count(*) filter (where r.performed = 0 and r.planned > 0)
    into members, reached, waiting
    from rapport.campaign_reach r where r.campaign_id = campaign and r.address_id in (select unnest(addresses));
    -- contacts that are a member's only since now, or were so until now
    select array[count(*) filter (where c.status = 'PLANNED'), count(*) filter (where c.status = 'PERFORMED'),
                 count(*) filter (where c.status = 'NOT_PERFORMED')]
    into contacts
    from (select id, status, address_id, contact_person_id from rapport.contact
          where campaign_id = campaign and voided_at is null and address_id in (select unnest(addresses))
          union
          select id, status, address_id, contact_person_id from rapport.contact
          where campaign_id = campaign and voided_at is null and contact_person_id in (select unnest(addresses))) c
    where not exists (select from rapport.campaign_reach r
                      where r.campaign_id = campaign and r.address_id in (c.address_id, c.contact_person_id) and r.assigned
                        and r.address_id not in (select unnest(addresses)));
    perform rapport.count_in_campaign(
        campaign,
        array['members', 'reached', 'waiting', 'planned', 'performed', 'not_performed',
              'others_planned', 'others_performed', 'others_not_performed'],
        array[sign * members, sign * reached, sign * waiting, sign * contacts[1], sign * contacts[2], sign * contacts[3],
              -sign * contacts[1], -sign * contacts[2], -sign * contacts[3]]);
end $$;

create function rapport.count_new_members() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    perform rapport.count_members(assigned.campaign_id, assigned.addresses, true)
    from (select a.campaign_id, array_agg(a.address_id) as addresses from added a
          where a.removed_at is null group by a.campaign_id order by a.campaign_id) assigned;
    return null;
end $$;
create trigger new_members_are_counted after insert on campaign_member referencing new table as added
    for each statement execute function rapport.count_new_members();

create function rapport.count_removed_members() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    perform rapport.count_members(gone.campaign_id, gone.addresses, false)
    from (select n.campaign_id, array_agg(n.address_id) as addresses from now_so n join before o on o.id = n.id
          where o.removed_at is null and n.removed_at is not null group by n.campaign_id order by n.campaign_id) gone;
    return null;
end $$;
create trigger removed_members_are_counted after update on campaign_member referencing old table as before new table as now_so
    for each statement execute function rapport.count_removed_members();

-- only an erasure deletes
create function rapport.count_erased_members() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    perform rapport.count_members(gone.campaign_id, gone.addresses, false)
    from (select o.campaign_id, array_agg(o.address_id) as addresses from before o
          where o.removed_at is null group by o.campaign_id order by o.campaign_id) gone;
    return null;
end $$;
create trigger erased_members_are_counted after delete on campaign_member referencing old table as before
    for each statement execute function rapport.count_erased_members();

create function rapport.forget_campaign_counts() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    delete from rapport.campaign_count where campaign_id = old.id;
    delete from rapport.campaign_reach where campaign_id = old.id;
    return null;
end $$;
create trigger erased_campaign_is_not_counted after delete on campaign
    for each row execute function rapport.forget_campaign_counts();

create function rapport.count_measures() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op <> 'INSERT' and old.campaign_id is not null and old.voided_at is null then
        perform rapport.count_in_campaign(old.campaign_id, array['measures_' || lower(old.status)], array[-1]);
    end if;
    if tg_op <> 'DELETE' and new.campaign_id is not null and new.voided_at is null then
        perform rapport.count_in_campaign(new.campaign_id, array['measures_' || lower(new.status)], array[1]);
    end if;
    return null;
end $$;
create trigger measure_is_counted after insert or delete on measure for each row execute function rapport.count_measures();
create trigger changed_measure_is_counted after update of status, campaign_id, voided_at on measure
    for each row when ((new.status, new.campaign_id, new.voided_at) is distinct from (old.status, old.campaign_id, old.voided_at))
    execute function rapport.count_measures();

-- Everything anew, for what was written without triggers.
create function rapport.recount_campaigns() returns void language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    delete from rapport.campaign_count;
    delete from rapport.campaign_reach;
    insert into rapport.campaign_reach
    select campaign_id, address_id, bool_or(assigned), count(*) filter (where status = 'PLANNED'),
           count(*) filter (where status = 'PERFORMED')
    from (select campaign_id, address_id, true as assigned, null as status
          from rapport.campaign_member where removed_at is null
          union all
          select campaign_id, address_id, false, status from rapport.contact where campaign_id is not null and voided_at is null
          union all
          select campaign_id, contact_person_id, false, status from rapport.contact
          where campaign_id is not null and contact_person_id is not null and voided_at is null) every
    group by campaign_id, address_id;
    insert into rapport.campaign_count
    select campaign_id, counted.what, 0, counted.number
    from (select campaign_id, count(*) as members, count(*) filter (where performed > 0) as reached,
                 count(*) filter (where performed = 0 and planned > 0) as waiting
          from rapport.campaign_reach where assigned group by campaign_id) m,
         lateral (values ('members', m.members), ('reached', m.reached), ('waiting', m.waiting)) counted (what, number)
    union all
    select c.campaign_id, case when c.of_member then '' else 'others_' end || lower(c.status), 0, count(*)
    from (select campaign_id, status,
                 exists (select from rapport.campaign_reach r where r.campaign_id = x.campaign_id and r.assigned
                         and r.address_id in (x.address_id, x.contact_person_id)) as of_member
          from rapport.contact x where campaign_id is not null and voided_at is null) c
    group by c.campaign_id, c.of_member, c.status
    union all
    select campaign_id, 'measures_' || lower(status), 0, count(*)
    from rapport.measure where campaign_id is not null and voided_at is null group by campaign_id, status;
end $$;

select rapport.recount_campaigns();
