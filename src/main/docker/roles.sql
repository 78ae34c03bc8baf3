-- Two roles on a PostgreSQL server of one's own (ADR 46). rapport_owner owns the database and schema "rapport" and runs the
-- migrations; rapport is the application's: it owns schema "engine" with the engine's tables, which the engine makes and
-- changes by itself, and has in schema "rapport" what the application needs.
--
-- For a superuser, in the database that Rapport is to use: an empty one, one that belongs to a single role, or one just restored.
-- Rapport is not running meanwhile. Run again, it puts right what is not as it says. It sets no passwords.

do $$
declare
    thing record;
begin
    if exists (select from pg_roles where rolname in ('rapport', 'rapport_owner') and oid = 10) then
        raise exception 'This server was made with % as its superuser, which stays one', session_user
            using hint = 'Make a server with another superuser, restore a dump of this database there and run this again.';
    end if;
    if not exists (select from pg_roles where rolname = 'rapport_owner') then
        create role rapport_owner;
    end if;
    if not exists (select from pg_roles where rolname = 'rapport') then
        create role rapport;
    end if;
    alter role rapport_owner login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
    alter role rapport login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
    for thing in
        select roleid::regrole as membership from pg_auth_members where member = 'rapport'::regrole
    loop
        execute format('revoke %s from rapport cascade', thing.membership);
    end loop;

    execute format('alter database %I owner to rapport_owner', current_database());
    create schema if not exists rapport;
    alter schema rapport owner to rapport_owner;
    create schema if not exists engine;
    alter schema engine owner to rapport;

    for thing in
        select c.oid::regclass as relation from pg_class c
        where c.relname like 'act\_%' and c.relkind = 'r' and c.relnamespace::regnamespace::text in ('public', 'rapport')
    loop
        execute format('alter table %s set schema engine', thing.relation);
    end loop;
    for thing in
        select c.oid::regclass as relation from pg_class c
        where c.relnamespace = 'engine'::regnamespace and c.relkind = 'r'
    loop
        execute format('alter table %s owner to rapport', thing.relation);
    end loop;
    -- a sequence of a column goes with its table
    for thing in
        select c.oid::regclass as relation from pg_class c
        where c.relnamespace = 'rapport'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S')
          and not exists (select from pg_depend d
                          where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('a', 'i')
                            and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0)
    loop
        execute format('alter table %s owner to rapport_owner', thing.relation);
    end loop;
    for thing in
        select p.oid::regprocedure as routine from pg_proc p where p.pronamespace = 'rapport'::regnamespace
    loop
        execute format('alter routine %s owner to rapport_owner', thing.routine);
    end loop;

    -- where the owner runs migrations, nobody else puts anything in his way
    revoke create on schema public from public, rapport;
    grant create on schema public to rapport_owner;
    execute format('alter role rapport in database %I set search_path = engine, public', current_database());
end $$;

grant usage on schema rapport to rapport;
revoke all on all tables in schema rapport from rapport;
grant select, insert, update, delete on all tables in schema rapport to rapport;
grant usage on all sequences in schema rapport to rapport;
alter default privileges for role rapport_owner in schema rapport grant select, insert, update, delete on tables to rapport;
alter default privileges for role rapport_owner in schema rapport grant usage on sequences to rapport;

-- but nothing that is kept for ever; before the first start and in older versions it is not there yet, and their next start does it
do $$
begin
    if to_regprocedure('rapport.protect_what_is_kept()') is not null then
        perform rapport.protect_what_is_kept();
    end if;
end $$;
