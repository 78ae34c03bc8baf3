package dev.rapport.e2e;

import static dev.rapport.e2e.OperatorsDatabase.APPLICATION;
import static dev.rapport.e2e.OperatorsDatabase.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What only the owner of schema {@code rapport} may do, tried in every way by the role of the application (ADR 46). */
final class OwnersRights {

    private static final String NO_RIGHT = "42501";

    private static final List<String> KEPT =
            List.of("audit_entry", "rule_run", "measure_audience", "campaign", "campaign_member", "later_kept");

    /** Each stands for a way of its own around the first four. */
    private static final List<String> ATTACKS = List.of(
            "update rapport.audit_entry set done_by = 'nobody'",
            "delete from rapport.audit_entry",
            "truncate rapport.audit_entry",
            "drop table rapport.audit_entry",
            // other statements that write
            "merge into rapport.audit_entry a using (values (1)) v (id) on true when matched then delete",
            "with gone as (delete from rapport.audit_entry returning *) select * from gone",
            "insert into rapport.audit_entry (id, subject_kind, subject_id, action, done_at, done_by) overriding system value"
                    + " select id, subject_kind, 0, 'forged', done_at, 'nobody' from rapport.audit_entry"
                    + " on conflict (id) do update set done_by = 'nobody'",
            "truncate rapport.contact cascade",
            "create trigger swallow before insert on rapport.contact for each row"
                    + " execute function suppress_redundant_updates_trigger()",
            // with the owner's rights
            "delete from rapport.audit_change",
            "update rapport.audit_change set done_by = 'nobody'",
            "insert into rapport.later_view (subject_kind, action, done_at, done_by) values ('user', 'forged', now(), 'nobody')",
            "delete from rapport.later_view",
            // the others that are kept
            "delete from rapport.rule_run",
            "update rapport.rule_run set ran_by = 'nobody'",
            "delete from rapport.measure_audience",
            "update rapport.measure_audience set first_of_main = false",
            "delete from rapport.campaign_member",
            "delete from rapport.campaign",
            "delete from rapport.later_kept",
            "update rapport.later_kept set id = 2",
            // the guards
            "alter table rapport.audit_entry disable trigger all",
            "alter table rapport.audit_entry disable trigger audit_entry_is_kept",
            "drop trigger audit_entry_is_kept on rapport.audit_entry",
            "set session_replication_role = replica",
            "create or replace function rapport.erasing() returns boolean language sql stable return true",
            "create or replace function rapport.keep_for_ever() returns trigger language plpgsql as $$ begin return null; end $$",
            "alter function rapport.keep_for_ever() reset all",
            "drop function rapport.keep_for_ever() cascade",
            "create trigger swallow before insert on rapport.audit_entry for each row"
                    + " execute function suppress_redundant_updates_trigger()",
            "create trigger swallow before insert on rapport.later_kept for each row"
                    + " execute function suppress_redundant_updates_trigger()",
            "create rule swallow as on insert to rapport.audit_entry do instead nothing",
            "alter table rapport.audit_entry enable row level security",
            "create policy none on rapport.audit_entry using (false)",
            "alter table rapport.audit_entry add column more text",
            "alter table rapport.audit_entry set (user_catalog_table = true)",
            "alter table rapport.audit_entry rename to entry",
            "alter table rapport.audit_entry set schema engine",
            "create table engine.child () inherits (rapport.audit_entry)",
            "do $$ begin lock table rapport.audit_entry in access exclusive mode; end $$",
            "select setval(pg_get_serial_sequence('rapport.audit_entry', 'id'), 1)",
            "alter sequence rapport.audit_entry_id_seq restart",
            // who one is
            "alter table rapport.audit_entry owner to rapport",
            "alter default privileges for role rapport_owner in schema rapport grant all on tables to rapport",
            "grant rapport_owner to rapport",
            "set role rapport_owner",
            "set session authorization postgres",
            "alter role rapport superuser",
            "alter role rapport createrole",
            "alter role rapport_owner password 'known'",
            "alter role rapport_owner set search_path = engine",
            "create role another",
            "reassign owned by rapport_owner to rapport",
            "drop owned by rapport_owner",
            // what the owner runs or reads the next time
            "create table rapport.more (id int)",
            "create function rapport.more() returns int language sql return 1",
            "create table public.more (id int)",
            "create function public.lower(varchar) returns text language sql return 'evil'",
            "create schema more",
            "alter schema rapport rename to more",
            "drop schema rapport cascade",
            "drop database rapport",
            "alter database rapport set search_path = engine",
            "create extension hstore schema engine",
            "drop extension unaccent cascade",
            "delete from rapport.flyway_schema_history",
            "update rapport.flyway_schema_history set checksum = 0",
            "insert into rapport.flyway_schema_history select * from rapport.flyway_schema_history",
            "create event trigger more on ddl_command_start execute function rapport.keep_for_ever()",
            "alter system set session_preload_libraries = 'more'",
            "copy rapport.audit_entry to program 'cat'",
            "copy rapport.audit_entry to '/tmp/rapport-audit'",
            "select pg_read_file('postgresql.conf')",
            "select lo_import('/etc/hostname')",
            "create function engine.shell() returns int language c as 'libc', 'getpid'");

    private OwnersRights() {}

    /**
     * What comes later and what somebody grants in passing: the next start takes away what is too much. As a later migration
     * does, the owner makes tables, a view and a sequence.
     */
    static void grantTooMuch(OperatorsDatabase database) throws SQLException {
        OperatorsDatabase.execute(database.as(OWNER), """
                create table rapport.later_kept (id int);
                create trigger later_is_kept before update or delete or truncate on rapport.later_kept
                    for each statement execute function rapport.keep_for_ever();
                create view rapport.later_view as select * from rapport.audit_entry;
                create table rapport.later (id bigint generated always as identity, word text);
                create sequence rapport.later_seq;
                create function rapport.later(word text) returns text language sql return word;
                grant all on all tables in schema rapport to rapport;
                grant update (done_by) on rapport.audit_entry to public;
                grant delete on rapport.rule_run to rapport with grant option""");
    }

    /** The first and worst of them, on a database that has none of the rest. */
    static void holdForTheAuditTrail(OperatorsDatabase database) throws SQLException {
        try (Connection application = database.as(APPLICATION).getConnection()) {
            run(application, "set rapport.erasure = 'on'");
            assertThat(ATTACKS.subList(0, 4))
                    .allSatisfy(
                            attack -> assertThat(answer(application, attack)).startsWith(NO_RIGHT));
        }
    }

    /**
     * Fails unless all attacks do.
     *
     * @param closedContact the id of a closed one
     */
    static void hold(OperatorsDatabase database, long closedContact) throws SQLException {
        for (String before : List.of("set rapport.erasure = 'off'", "set rapport.erasure = 'on'")) {
            try (Connection application = database.as(APPLICATION).getConnection()) {
                run(application, before);
                // answered with a warning and without effect; what is tried next shows it
                run(application, "grant update, delete, truncate on rapport.audit_entry to rapport");
                run(application, "grant all on all tables in schema rapport to public");
                assertThat(ATTACKS)
                        .allSatisfy(attack ->
                                assertThat(answer(application, attack)).startsWith(NO_RIGHT));
                for (String attack : List.of(
                        "delete from rapport.contact where id = " + closedContact,
                        "update rapport.contact set outcome = 'other' where id = " + closedContact)) {
                    assertThatThrownBy(() -> run(application, attack))
                            .as("%s; %s", before, attack)
                            .hasMessageMatching("(?s).*(never changes and is never deleted|is closed).*");
                }
            }
        }
        otherMeaningsOfAWordDoNotHelp(database, closedContact);
        mayWorkWithLaterTables(database);
        andTheCatalogSaysSoOfAll(database);
    }

    /** A guard that asked the caller what "=" means could be told. */
    private static void otherMeaningsOfAWordDoNotHelp(OperatorsDatabase database, long closedContact)
            throws SQLException {
        try (Connection application = database.as(APPLICATION).getConnection()) {
            run(application, """
                    create function engine.never(text, text) returns boolean language sql return false;
                    create operator engine.<> (leftarg = text, rightarg = text, function = engine.never);
                    set search_path = engine, pg_catalog""");
            try {
                assertThatThrownBy(() -> run(
                                application,
                                "update rapport.contact set outcome = 'other' where id = " + closedContact))
                        .hasMessageContaining("is closed");
            } finally {
                run(application, "drop function engine.never cascade");
            }
        }
    }

    private static void mayWorkWithLaterTables(OperatorsDatabase database) throws SQLException {
        try (Connection application = database.as(APPLICATION).getConnection()) {
            run(application, """
                    insert into rapport.later (word) values (rapport.later('a'));
                    update rapport.later set word = 'b';
                    delete from rapport.later;
                    insert into rapport.later_kept values (nextval('rapport.later_seq'));
                    select * from rapport.later_view""");
        }
    }

    /** Of tables and functions that nobody has thought of here. */
    private static void andTheCatalogSaysSoOfAll(OperatorsDatabase database) {
        JdbcClient jdbc = JdbcClient.create(database.as(OperatorsDatabase.SUPERUSER));
        assertThat(strings(jdbc, """
                select distinct tgrelid::regclass::text from pg_trigger
                where tgfoid = 'rapport.keep_for_ever()'::regprocedure and tgqual is null"""))
                .containsExactlyInAnyOrderElementsOf(
                        KEPT.stream().map("rapport."::concat).toList());
        assertThat(strings(jdbc, """
                select t.tgrelid::regclass || ' ' || p.privilege
                from pg_trigger t
                cross join (values ('UPDATE', 16), ('DELETE', 8)) p (privilege, bit)
                where t.tgfoid = 'rapport.keep_for_ever()'::regprocedure and t.tgqual is null and t.tgtype & p.bit <> 0
                  and (has_table_privilege('rapport', t.tgrelid, p.privilege)
                       or p.privilege = 'UPDATE' and has_any_column_privilege('rapport', t.tgrelid, p.privilege))
                """)).as("rights on what is kept").isEmpty();
        assertThat(strings(jdbc, """
                select c.oid::regclass::text from pg_class c
                where c.relnamespace = 'rapport'::regnamespace
                  and (c.relkind in ('r', 'v', 'm', 'p', 'f') and has_table_privilege('rapport', c.oid, 'TRUNCATE, TRIGGER')
                       or c.relkind = 'v' and has_table_privilege('rapport', c.oid, 'INSERT, UPDATE, DELETE'))"""))
                .as("what may be emptied, and views that write")
                .isEmpty();
        assertThat(strings(jdbc, """
                select oid::regclass::text from pg_class
                where relnamespace in ('rapport'::regnamespace, 'public'::regnamespace) and relowner = 'rapport'::regrole
                union all
                select oid::regprocedure::text from pg_proc
                where pronamespace in ('rapport'::regnamespace, 'public'::regnamespace) and proowner = 'rapport'::regrole"""))
                .as("what the application's role owns outside schema engine")
                .isEmpty();
        assertThat(strings(jdbc, """
                select oid::regclass::text from pg_class
                where relnamespace = 'engine'::regnamespace and relowner <> 'rapport'::regrole""")).as("what it does not own there").isEmpty();
        assertThat(strings(jdbc, """
                select oid::regprocedure::text from pg_proc
                where pronamespace = 'rapport'::regnamespace and prosecdef
                  and has_function_privilege('rapport', oid, 'EXECUTE')"""))
                .as("functions that lend their owner's rights")
                .isEmpty();
        assertThat(strings(jdbc, """
                select p.oid::regprocedure::text from pg_proc p
                where p.pronamespace = 'rapport'::regnamespace and p.prorettype = 'trigger'::regtype
                  and p.prosrc ~ 'raise exception' and not coalesce(p.proconfig, '{}') @> '{"search_path=pg_catalog, pg_temp"}'"""))
                .as("guards that ask their caller what words mean")
                .isEmpty();
        assertThat(strings(jdbc, """
                select c.conname from pg_constraint c
                where c.contype = 'f' and c.confdeltype <> 'a' and exists (
                  select from pg_trigger t where t.tgrelid = c.conrelid
                    and t.tgfoid = 'rapport.keep_for_ever()'::regprocedure)"""))
                .as("foreign keys that write, with the owner's rights, what is kept")
                .isEmpty();
    }

    private static String answer(Connection connection, String sql) {
        try {
            run(connection, sql);
            return "done";
        } catch (SQLException e) {
            return e.getSQLState() + " " + e.getMessage();
        }
    }

    private static List<String> strings(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
