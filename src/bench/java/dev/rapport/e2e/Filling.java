package dev.rapport.e2e;

import dev.rapport.support.Session;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills the database of a running instance, set by set, beside what the demonstration brings: addresses and closed contacts, two
 * campaigns, colleagues with logins. What triggers keep up elsewhere is kept up here too: words of addresses by the triggers
 * themselves, last contacts in one go. Open contacts are made by {@link OpenContacts}.
 */
final class Filling {

    /** Of the first company, in whose history one can read far. */
    static final int IN_ONE_HISTORY = 5_000;

    static final int MEMBERS = 100_000;

    static final int FEW_MEMBERS = 10_000;

    static final int COLLEAGUES = 100;

    static final String COLLEAGUE = "kollege";

    /** How names are made: 600 surnames, 24 trades, 400 towns, as many words as people have. */
    private static final String WORDS = """
            create temp table words on commit drop as select
              array['Ahl','Arn','Bach','Bart','Berg','Bock','Brand','Dietz','Eber','Falken','Fried','Gott','Grün','Hage','Hart','Heil',
                    'Hohen','Kalt','Klein','Königs','Lang','Linden','Neu','Ost','Reich','Rosen','Schön','Sieg','Stein','Winkel'] as begin,
              array['au','bach','baum','beck','berg','brück','burg','dorf','feld','hausen','heim','hof','horst','kamp','mann','meier',
                    'stedt','thal','wald','witz'] as rest,
              array['Metallbau','Holzbau','Druckerei','Hochbau','Elektrotechnik','Logistik','Maschinenbau','Feinmechanik','Gartenbau',
                    'Verpackungen','Kunststoffe','Textilien','Sanitär','Heizungsbau','Werkzeuge','Fahrzeugbau','Bäckerei','Brauerei',
                    'Möbel','Messtechnik','Fenster','Dachdeckerei','Optik','Spedition'] as trade,
              array['GmbH','GmbH & Co. KG','AG','e.K.'] as form,
              array['Jana','Peter','Silke','Murat','Ines','Karl','Özlem','Ruth','Tim','Vera','Anke','Bernd','Clara','Doris','Emil','Fritz']
                as first""";

    private static final String ADDRESSES = """
            insert into rapport.address (id, kind, company_id, first_name, name, street, postcode, town, phone, email, created_by, updated_by)
            select %1$d + n, k.kind, case k.kind when 'PERSON' then %1$d + n - n %% 10 end,
                   case when k.kind <> 'COMPANY' then first[1 + h / 7 %% 16] end,
                   case when k.kind <> 'COMPANY' then s.surname
                        when n = 0 then 'Nadelöhr Spezialbedarf GmbH'
                        else s.surname || ' ' || trade[1 + h / 11 %% 24] || ' ' || form[1 + n %% 4] end,
                   'Hauptstraße ' || 1 + n %% 200, lpad((10000 + n %% 89999)::text, 5, '0'),
                   case when n %% 25 = 0 then 'Berlin' else begin[1 + h / 3 %% 30] || rest[1 + h / 5 %% 20] end,
                   '030 ' || 1000000 + n, 'post' || n || '@kunde.example', 'anna', 'anna'
            from generate_series(0, %2$d - 1) n, words,
                 lateral (select case when n %% 10 < 6 then 'COMPANY' when n %% 10 < 9 then 'PERSON' else 'PRIVATE' end as kind) k,
                 lateral (select hashint4(n) & 2147483647 as h) hashed,
                 lateral (select case when n %% 50 = 0 then 'Müller' else begin[1 + h %% 30] || rest[1 + h / 31 %% 20] end as surname) s
            where (k.kind = 'PERSON') = %3$s""";

    private static final String CLOSED_CONTACTS = """
            insert into rapport.contact (id, number, address_id, campaign_id, responsible, type, direction, status, outcome, start_at,
              duration_minutes, subject, infotext, created_at, created_by, closed_at, closed_by)
            select %1$d + n, 'K-2015-' || lpad(n::text, 7, '0'),
                   -- one customer has thousands; of all others one in ten has most of them
                   %3$d + case when n <= %4$d then 0
                               when n %% 10 = 0 then 10 * (h %% (%2$d / 10)) + 9
                               else 10 * (h %% greatest(%2$d / 100, 1)) + 1 end,
                   case when n %% 10 = 5 then %5$d end, '%6$s' || 1 + n %% %7$d, (array['CALL', 'VISIT', 'EMAIL'])[1 + n %% 3],
                   'OUTGOING', 'PERFORMED', 'performed', t.start, 10,
                   (array['Angebot', 'Wartung', 'Reklamation', 'Rückfrage'])[1 + n %% 4] || ' ' || n, 'Was dabei herauskam ' || n,
                   t.start, '%6$s' || 1 + n %% %7$d, t.start + interval '10 minutes', '%6$s' || 1 + n %% %7$d
            from generate_series(1, %2$d) n,
                 lateral (select hashint4(n) & 2147483647 as h) hashed,
                 lateral (select timestamptz '2016-01-04 08:00Z' + n * (interval '9 years' / %2$d) as start) t""";

    private static final String LAST_CONTACTS = """
            truncate rapport.last_contact;
            insert into rapport.last_contact (contact_id, address_id, in_charge, start_at)
            select distinct on (address_id) id, address_id, coalesce(responsible, created_by), start_at
            from rapport.contact where status <> 'PLANNED' and voided_at is null
            order by address_id, start_at desc, id desc""";

    private static final List<String> WORD_TRIGGERS = List.of("address_search_text", "address_tokens");

    private final Connection connection;
    private final int size;

    private Filling(Connection connection, int size) {
        this.connection = connection;
        this.size = size;
    }

    /**
     * What is there afterwards.
     *
     * @param firstAddress of {@code size} ids without a gap; it is a company, the only one of its name, and has the long history
     * @param firstContact of {@code size} ids without a gap, all closed
     * @param campaign with 100,000 members, or all addresses
     * @param small campaign with 10,000 members, or a tenth of all addresses
     */
    record Filled(long firstAddress, long firstContact, long campaign, long small) {}

    /** @param size how many addresses, and how many closed contacts; at least 1,000 */
    static Filled fill(RapportProcess rapport, int size) throws SQLException {
        try (Connection connection = rapport.connection()) {
            connection.setAutoCommit(false);
            Filling filling = new Filling(connection, size);
            // triggers and foreign keys would only be asked a million times whether what is written here is right
            filling.run("set local session_replication_role = replica");
            // what the application does by itself meanwhile gives way, and is done again
            filling.run("set local deadlock_timeout = '10min'");
            filling.run("lock table rapport.address, rapport.address_token, rapport.contact, rapport.last_contact"
                    + " in access exclusive mode");
            Filled filled = filling.everything();
            connection.commit();
            connection.setAutoCommit(true);
            filling.run("vacuum analyze");
            return filled;
        }
    }

    /** Somebody of the colleagues, logged in. */
    static Session colleague(RapportProcess rapport, int number) {
        Session session = new Session(rapport.url("").toString());
        session.login(COLLEAGUE + number, Browser.PASSWORD);
        return session;
    }

    private Filled everything() throws SQLException {
        run(WORDS);
        long addresses = ids("rapport.address_id_seq", size + COLLEAGUES + 1);
        withWords(() -> {
            run(ADDRESSES.formatted(addresses, size, false));
            run(ADDRESSES.formatted(addresses, size, true));
            colleagues(addresses + size);
        });
        long campaign = campaign("Alle Kunden", addresses, Math.min(MEMBERS, size));
        long small = campaign("Ausgewählte Kunden", addresses, Math.min(FEW_MEMBERS, size / 10));
        long contacts = ids("rapport.contact_id_seq", size + 1);
        withoutIndexes(
                "contact",
                () -> run(CLOSED_CONTACTS.formatted(
                        contacts,
                        size,
                        addresses,
                        Math.min(IN_ONE_HISTORY, size / 5),
                        campaign,
                        COLLEAGUE,
                        COLLEAGUES)));
        run(LAST_CONTACTS);
        run("select rapport.recount_campaigns()");
        return new Filled(addresses, contacts + 1, campaign, small);
    }

    /** With anna's rights and password. */
    private void colleagues(long before) throws SQLException {
        run("""
                insert into rapport.address (id, kind, first_name, name, created_by, updated_by)
                select %d + n, 'PRIVATE', 'Kollege', 'Nummer ' || n, 'anna', 'anna' from generate_series(1, %d) n""".formatted(before, COLLEAGUES));
        run("""
                insert into rapport.app_user (user_id, address_id)
                select '%s' || n, %d + n from generate_series(1, %d) n""".formatted(COLLEAGUE, before, COLLEAGUES));
        run("""
                insert into act_id_user (id_, rev_, first_, last_, email_, pwd_, salt_)
                select '%1$s' || n, 1, 'Kollege', 'Nummer ' || n, '%1$s' || n || '@rapport.example', pwd_, salt_
                from act_id_user, generate_series(1, %2$d) n where id_ = 'anna'""".formatted(COLLEAGUE, COLLEAGUES));
        run("""
                insert into act_id_membership (user_id_, group_id_)
                select '%s' || n, group_id_ from act_id_membership, generate_series(1, %d) n where user_id_ = 'anna'""".formatted(COLLEAGUE, COLLEAGUES));
    }

    private long campaign(String title, long addresses, int members) throws SQLException {
        long id = ids("rapport.campaign_id_seq", 1);
        run("""
                insert into rapport.campaign (id, title, created_at, created_by) values (%d, '%s', now(), 'maria')""".formatted(id, title));
        run("""
                insert into rapport.campaign_member (campaign_id, address_id, assigned_at, assigned_by)
                select %d, %d + n, now(), 'maria' from generate_series(0, %d - 1) n""".formatted(id, addresses, members));
        return id;
    }

    /** The first of so many ids that nobody else gets, with those around them that Hibernate takes along. */
    private long ids(String sequence, int number) throws SQLException {
        long first = number("select nextval('%s') + 100".formatted(sequence));
        number("select setval('%s', %d)".formatted(sequence, first + number + 100));
        return first;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }

    /** The triggers that make the words an address is found by are asked all the same: what they write has one home. */
    private void withWords(Work work) throws SQLException {
        for (String trigger : WORD_TRIGGERS) {
            run("alter table rapport.address enable always trigger " + trigger);
        }
        withoutIndexes("address", () -> withoutIndexes("address_token", work));
        for (String trigger : WORD_TRIGGERS) {
            run("alter table rapport.address enable trigger " + trigger);
        }
    }

    /** Indexes are made more quickly than kept up; those of keys stay. */
    private void withoutIndexes(String table, Work work) throws SQLException {
        List<String> made = new ArrayList<>();
        try (Statement sql = connection.createStatement();
                ResultSet index = sql.executeQuery("""
                        select i.indexrelid::regclass, pg_get_indexdef(i.indexrelid) from pg_index i
                        where i.indrelid = 'rapport.%s'::regclass and not i.indisunique""".formatted(table))) {
            while (index.next()) {
                made.add(index.getString(1));
                made.add(index.getString(2));
            }
        }
        for (int i = 0; i < made.size(); i += 2) {
            run("drop index " + made.get(i));
        }
        work.run();
        for (int i = 0; i < made.size(); i += 2) {
            run(made.get(i + 1));
        }
    }

    private long number(String query) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet found = sql.executeQuery(query)) {
            found.next();
            return found.getLong(1);
        }
    }

    private void run(String statement) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
