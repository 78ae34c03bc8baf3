-- Where the application's role does not own its tables (ADR 46), it changes and deletes nothing of what is kept for ever,
-- whatever it says. Where one role does everything, all stays as it is.

-- The word that opens what is kept (V1) is good for who owns it: everybody may set such a setting.
create or replace function rapport.erasing() returns boolean language sql stable
    return case when coalesce(current_setting('rapport.erasure', true), '') = 'on'
                then pg_has_role(current_user,
                                 (select relowner from pg_catalog.pg_class where oid = 'rapport.audit_entry'::regclass),
                                 'usage')
                else false end;

-- Takes away what nobody but the owner may do: what a trigger of keep_for_ever refuses without condition, emptying and locking
-- tables, triggers, writing through views, which do it with their owner's rights, and rewriting the history of migrations. Default
-- privileges and a hand that grants "all" know no exceptions, so this runs after all migrations at each start (db/callback) and
-- finds new tables by itself.
create function rapport.protect_what_is_kept() returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    granted record;
begin
    -- two nodes may start at once
    perform pg_advisory_xact_lock(hashtext('rapport.protect_what_is_kept'));
    for granted in
        with for_owners as (
            select t.tgrelid as relation, event.privilege
            from pg_trigger t
            join (values ('UPDATE', 16), ('DELETE', 8)) event (privilege, bit) on t.tgtype & event.bit <> 0
            where t.tgfoid = 'rapport.keep_for_ever()'::regprocedure and t.tgqual is null
            union
            select c.oid, privilege
            from pg_class c, unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'MAINTAIN']) privilege
            where c.relnamespace = 'rapport'::regnamespace
              and (c.relkind in ('v', 'm') or c.relname = 'flyway_schema_history'
                   or c.relkind in ('r', 'p', 'f') and privilege in ('TRUNCATE', 'TRIGGER', 'MAINTAIN'))
        )
        select distinct c.oid::regclass as relation, for_owners.privilege,
               case acl.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(acl.grantee)) end as grantee
        from for_owners
        join pg_class c on c.oid = for_owners.relation
        cross join lateral (
            select * from aclexplode(c.relacl)
            union
            select of_column.* from pg_attribute a, aclexplode(a.attacl) of_column where a.attrelid = c.oid
        ) acl
        where acl.privilege_type = for_owners.privilege and acl.grantee <> c.relowner and pg_has_role(c.relowner, 'usage')
    loop
        execute format('revoke %s on %s from %s cascade', granted.privilege, granted.relation, granted.grantee);
    end loop;
end $$;

-- These judge rows for whoever writes them, who must not be able to say what "=" means.
alter function rapport.keep_for_ever() set search_path = pg_catalog, pg_temp;
alter function rapport.keep_campaign_deleted() set search_path = pg_catalog, pg_temp;
alter function rapport.require_active_campaign() set search_path = pg_catalog, pg_temp;
alter function rapport.require_enabled_responsible() set search_path = pg_catalog, pg_temp;
alter function rapport.require_usable_references() set search_path = pg_catalog, pg_temp;
alter function rapport.require_closing_measure() set search_path = pg_catalog, pg_temp;
alter function rapport.require_planned_contact() set search_path = pg_catalog, pg_temp;
alter function rapport.guard_campaign_member() set search_path = pg_catalog, pg_temp;
alter function rapport.guard_contact() set search_path = pg_catalog, pg_temp;
alter function rapport.guard_measure() set search_path = pg_catalog, pg_temp;
alter function rapport.guard_reported_outcome() set search_path = pg_catalog, pg_temp;
