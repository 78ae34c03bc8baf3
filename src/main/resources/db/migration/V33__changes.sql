-- What has just changed, for the pages that are open (ADR 51). A note is read within seconds by every node and then forgotten;
-- after a crash of the database there are none, and pages that connect again read their parts anew.

create unlogged table change_note (
    -- which transaction says it: a node remembers the snapshot it has read with, and reads next what that one did not see
    xact      xid8        not null default pg_current_xact_id(),
    -- what was changed, or "due" with the contact and what tells one falling due from another
    topic     text        not null,
    -- whose pages may show it, and pages about what: user-anna, contact-12, address-7, campaign-3, all
    concerned text[]      not null,
    noted_at  timestamptz not null default now()
);
create index change_note_of_xact on change_note (xact);

-- For triggers of the tables that pages show, each in words of its own table. Whoever writes there may write here, too.
create function rapport.note_change() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
declare
    topic text := tg_argv[0];
    concerned text[] := '{}';
    contact record;
begin
    if topic = 'contact' then
        if tg_op <> 'DELETE' then
            concerned := array['all', 'contact-' || new.id, 'user-' || new.created_by, 'user-' || new.responsible,
                               'address-' || new.address_id, 'address-' || new.contact_person_id,
                               'campaign-' || new.campaign_id];
        end if;
        if tg_op <> 'INSERT' then
            concerned := concerned || array['all', 'contact-' || old.id, 'user-' || old.created_by, 'user-' || old.responsible,
                                            'address-' || old.address_id, 'address-' || old.contact_person_id,
                                            'campaign-' || old.campaign_id];
        end if;
    elsif topic = 'reminder' then
        select created_by, responsible, address_id into contact from rapport.contact where id = new.contact_id;
        concerned := array['all', 'contact-' || new.contact_id, 'user-' || contact.created_by, 'user-' || contact.responsible];
        -- a postponement that is taken back raises what was raised before
        if tg_op = 'UPDATE' and old.raised_at is null and new.raised_at is not null and new.removed_at is null
           and not (new.snoozed and new.due_at < new.raised_at - interval '10 minutes') then
            insert into rapport.change_note (topic, concerned)
            values (format('due %s %s@%s', new.contact_id, new.id, extract(epoch from new.due_at)::bigint),
                    array_remove(concerned[3:4], null));
        end if;
    elsif topic = 'measure' then
        concerned := array['all', 'measure-' || new.id, 'user-' || new.created_by, 'user-' || new.responsible,
                           'campaign-' || new.campaign_id];
        if tg_op = 'UPDATE' then
            concerned := concerned || array['user-' || old.responsible, 'campaign-' || old.campaign_id];
        end if;
    elsif topic = 'campaign' then
        concerned := array['campaigns', 'campaign-' || new.id];
    elsif topic = 'member' then
        concerned := array['campaigns', 'campaign-' || new.campaign_id, 'address-' || new.address_id];
    else
        concerned := array['address-' || new.id, 'address-' || new.company_id];
    end if;
    insert into rapport.change_note (topic, concerned) values (topic, array_remove(concerned, null));
    return null;
end $$;

create trigger contact_is_noted after insert or delete on contact
    for each row execute function rapport.note_change('contact');
-- a new one gets its instance in the transaction that makes it
create trigger changed_contact_is_noted after update on contact
    for each row when (old.process_instance_id is not null or new.process_instance_id is null)
    execute function rapport.note_change('contact');
create trigger reminder_is_noted after insert on reminder
    for each row execute function rapport.note_change('reminder');
create trigger changed_reminder_is_noted after update on reminder
    for each row when ((old.lead, old.due_at, old.snoozed, old.raised_at, old.removed_at)
                       is distinct from (new.lead, new.due_at, new.snoozed, new.raised_at, new.removed_at))
    execute function rapport.note_change('reminder');
create trigger measure_is_noted after insert on measure
    for each row execute function rapport.note_change('measure');
create trigger changed_measure_is_noted after update on measure
    for each row when (old.process_instance_id is not null or new.process_instance_id is null)
    execute function rapport.note_change('measure');
create trigger campaign_is_noted after insert or update on campaign
    for each row execute function rapport.note_change('campaign');
create trigger campaign_member_is_noted after insert or update on campaign_member
    for each row execute function rapport.note_change('member');
create trigger new_person_is_noted after insert on address
    for each row when (new.company_id is not null) execute function rapport.note_change('address');
create trigger changed_address_is_noted after update on address
    for each row execute function rapport.note_change('address');

-- Notes that no node needs any more.
create function rapport.forget_changes() returns void language sql as $$
    delete from rapport.change_note where noted_at < now() - interval '3 minutes';
$$;

-- Those of the sessions that have not ended.
create function rapport.open_sessions(sessions text[]) returns setof text language sql stable as $$
    select session_id from rapport.spring_session
    where session_id = any (sessions::char(36)[]) and expiry_time > extract(epoch from now()) * 1000;
$$;
