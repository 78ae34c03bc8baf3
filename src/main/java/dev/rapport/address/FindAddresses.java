package dev.rapport.address;

import dev.rapport.address.AddressTerms.Spelling;
import dev.rapport.address.AddressTerms.Term;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Cursor;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Page;
import dev.rapport.shared.SearchTerms;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.RowMapperResultSetExtractor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds addresses by parts of what is known of them (rules 4 and 5), among a million of them.
 *
 * <p>First by words: those equal to a term, then those that begin with it. Only if that gives less than ten hits, by the
 * inside of words. No statement sorts more rows than it shows, however many match; see {@code stack.md} for what was
 * measured.
 */
@Service
public class FindAddresses {

    /** Which addresses are looked for. */
    public enum Among {
        ANY,
        /** Contact persons only. */
        PERSONS
    }

    private static final int MOST_HITS = 10;

    /** An address can have several words that fit; so many rows hold ten different addresses nearly always. */
    private static final int WORDS_READ = 100;

    /**
     * A plan made for these very terms: a rare and a common one need different ones. Without hash joins, because a hash of all
     * that begins with a term is made to find ten of them.
     */
    private static final String FOR_THESE_TERMS =
            "set local plan_cache_mode = force_custom_plan; set local enable_hashjoin = off;";

    /** The plan that serves whatever is looked for: making one takes several times as long as what it does. */
    private static final String FOR_ANY_TERM = "set local plan_cache_mode = force_generic_plan;";

    private static final String AFTERWARDS = "set local plan_cache_mode = auto";

    /** How well an address fits: 1 by whole words, 2 by beginnings of words, 3 by the inside of words. */
    private record Found(long addressId, int tier) {}

    private static final RowMapper<AddressHit> HIT = (row, n) -> AddressHit.of(row);

    private static final RowMapper<Found> FOUND = (row, n) -> new Found(row.getLong("address_id"), row.getInt("tier"));

    private final JdbcTemplate jdbc;
    private final Addresses addresses;

    FindAddresses(JdbcTemplate jdbc, Addresses addresses) {
        this.jdbc = jdbc;
        this.addresses = addresses;
    }

    /**
     * At most ten addresses that fit every term; exact words before beginnings of words before the inside of words.
     *
     * @param query the first two terms count; none finds nothing, but with a company its first ten contact persons, and
     *     among all contact persons the newest ten: whoever looks for a person is shown persons
     * @param companyId to look among the contact persons of this company only
     */
    @Transactional(readOnly = true)
    public List<AddressHit> find(@Nullable String query, Among among, @Nullable Long companyId) {
        AddressTerms terms = AddressTerms.parse(query);
        if (companyId != null) {
            return persons(companyId, terms, null, MOST_HITS);
        }
        if (terms.none()) {
            return among == Among.PERSONS ? newestPersons() : List.of();
        }
        Map<Long, Integer> found = new LinkedHashMap<>();
        byWords(terms.terms(), among).forEach(each -> found.put(each.addressId(), each.tier()));
        if (found.size() < MOST_HITS && terms.terms().stream().anyMatch(Term::findsInside)) {
            byInside(terms.terms(), among, found.size() + MOST_HITS)
                    .forEach(each -> found.putIfAbsent(each.addressId(), each.tier()));
        }
        return found.isEmpty() ? List.of() : inOrder(found, terms.terms(), among);
    }

    /** Whether every word occurs in what an address is found by. */
    @Transactional(readOnly = true)
    public boolean fits(String id, SearchTerms words) {
        AddressQuery query = new AddressQuery()
                .add("select a.id from rapport.address a where a.id = ?", Ids.require("addressId", id));
        query.everyTermInside("a", AddressTerms.of(words).terms());
        return !run(FOR_THESE_TERMS, query, (row, n) -> row.getLong("id")).isEmpty();
    }

    /**
     * At most ten inactive addresses that have every term: nobody finds them but who asks for them.
     *
     * @param query the first two terms count; none finds nothing
     */
    @Transactional(readOnly = true)
    public List<AddressHit> findInactive(@Nullable String query, Among among) {
        AddressTerms terms = AddressTerms.parse(query);
        if (terms.none()) {
            return List.of();
        }
        AddressQuery search = new AddressQuery();
        search.add("select ").add(AddressHit.COLUMNS).add("""
                from rapport.address a left join rapport.address c on c.id = a.company_id where a.inactive""");
        search.everyTermInside("a", terms.terms());
        if (among == Among.PERSONS) {
            search.add(" and a.kind = 'PERSON'");
        }
        search.add("""
                order by a.name collate "de-x-icu", a.first_name collate "de-x-icu", a.id limit ?""", MOST_HITS);
        return run(FOR_THESE_TERMS, search, HIT);
    }

    /**
     * The contact persons of a company, by name, page by page.
     *
     * @param filter up to two terms as in the search; null or blank for all
     * @throws BusinessRuleViolation not found, if there is no such address
     */
    @Transactional(readOnly = true)
    public Page<AddressHit> contactPersons(
            long companyId, @Nullable String filter, @Nullable String after, @Nullable Integer limit) {
        int length = Page.limit(limit);
        Cursor cursor = Cursor.parse(after, 3);
        AddressTerms terms = AddressTerms.parse(filter);
        AddressQuery query = personsOf(companyId, terms, cursor, length + 1);
        List<Person> rows = run(settings(terms), query, (row, n) -> Person.of(row));
        if (rows.isEmpty() && !addresses.existsById(companyId)) {
            throw BusinessRuleViolation.notFound("id");
        }
        return Page.of(
                        rows,
                        length,
                        person -> Cursor.of(
                                person.lastName(),
                                person.firstName(),
                                person.hit().id()))
                .map(Person::hit);
    }

    /** With the names that the list is ordered by. */
    private record Person(AddressHit hit, String lastName, String firstName) {

        static Person of(ResultSet row) throws SQLException {
            return new Person(AddressHit.of(row), row.getString("last_name"), row.getString("first_name"));
        }
    }

    private List<AddressHit> persons(long companyId, AddressTerms terms, @Nullable Cursor cursor, int limit) {
        return run(settings(terms), personsOf(companyId, terms, cursor, limit), HIT);
    }

    /** Whoever looks for no term reads a piece of an index. */
    private static String settings(AddressTerms terms) {
        return terms.none() ? "" : FOR_THESE_TERMS;
    }

    private List<AddressHit> newestPersons() {
        AddressQuery query = new AddressQuery();
        query.add("select ").add(AddressHit.COLUMNS).add("""
                 from (select id from rapport.address where kind = 'PERSON' and not inactive order by id desc limit ?) newest
                join rapport.address a on a.id = newest.id
                join rapport.address c on c.id = a.company_id
                order by a.name collate "de-x-icu", a.first_name collate "de-x-icu", a.id""", MOST_HITS);
        return run("", query, HIT);
    }

    /** A company's contact persons are few, or read in the order of their index: no search index is needed. */
    private static AddressQuery personsOf(long companyId, AddressTerms terms, @Nullable Cursor cursor, int limit) {
        AddressQuery query = new AddressQuery();
        query.add("select ").add(AddressHit.COLUMNS).add("""
                , a.name as last_name, coalesce(a.first_name, '') as first_name
                from rapport.address a join rapport.address c on c.id = a.company_id
                where a.company_id = ? and (not a.inactive or c.inactive)""", companyId);
        for (Term term : terms.terms()) {
            query.add(" and (");
            query.add(" or ", term.spellings(), spelling -> query.hasWordBeginning("a", spelling));
            if (term.findsInside()) {
                query.add(" or ").add(" or ", term.spellings(), spelling -> query.inside("a", spelling));
            }
            query.add(")");
        }
        if (cursor != null) {
            query.add(
                    " and (a.name collate \"de-x-icu\", coalesce(a.first_name, '') collate \"de-x-icu\", a.id) > (?, ?, ?)",
                    cursor.text(0),
                    cursor.text(1),
                    cursor.number(2));
        }
        return query.add("""
                 order by a.company_id, a.name collate "de-x-icu", coalesce(a.first_name, '') collate "de-x-icu", a.id limit ?""", limit);
    }

    /**
     * Addresses with words that equal the terms, and if these are too few, with words that begin with them. One term is a piece
     * of an index, whatever it is; which of two leads depends on which is the rarer.
     */
    private List<Found> byWords(List<Term> terms, Among among) {
        AddressQuery query = new AddressQuery();
        List<List<Spelling>> combinations = combinations(terms);
        query.add("with exact as materialized (");
        query.add(
                "union all",
                combinations,
                spellings -> words(query, spellings, AddressQuery::isWord, among, "", MOST_HITS));
        query.add("), beginning as (");
        query.add(
                "union all",
                combinations,
                spellings -> words(
                        query,
                        spellings,
                        AddressQuery::beginsWord,
                        among,
                        "and (select count(distinct address_id) from exact) < " + MOST_HITS,
                        WORDS_READ));
        query.add(")").add("""
                select f.address_id, min(f.tier) as tier
                from (select 1 as tier, * from exact union all select 2, * from beginning) f
                group by f.address_id order by 2, min(f.token), 1 limit\s""" + MOST_HITS);
        return run(terms.size() == 1 ? FOR_ANY_TERM : FOR_THESE_TERMS, query, FOUND);
    }

    /**
     * What is shown of what was found, in this order: by name, persons by their surname and then by their first name, and a
     * company that fits itself before its own persons, even where so many of them fit that it was not among the first.
     *
     * @param found how well which address fits
     */
    private List<AddressHit> inOrder(Map<Long, Integer> found, List<Term> terms, Among among) {
        AddressQuery query = new AddressQuery();
        query.add(
                "with found as materialized (select * from unnest(?::bigint[], ?::integer[]) as f (address_id, tier))",
                found.keySet().toArray(Long[]::new),
                found.values().toArray(Integer[]::new));
        if (among == Among.ANY) {
            // first which these are, then what they are called: to read all companies' texts costs more than PostgreSQL
            // thinks
            query.add("""
                    , companies as materialized (
                      select c.id, c.search_text, min(f.tier) as tier from found f
                      join rapport.address p on p.id = f.address_id
                      join rapport.address c on c.id = p.company_id
                      where not c.inactive and c.id not in (select address_id from found) group by c.id)""");
        }
        query.add(", shown as (select address_id, tier from found");
        if (among == Among.ANY) {
            query.add("union all select id, tier from companies where true");
            query.everyTermInside("companies", terms);
        }
        query.add(")").add("""
                select %s
                from shown
                join rapport.address a on a.id = shown.address_id
                left join rapport.address c on c.id = a.company_id
                left join shown leads on leads.address_id = a.company_id
                order by shown.tier,
                         case when leads.tier <= shown.tier then c.name else a.name end collate "de-x-icu",
                         case when leads.tier <= shown.tier then null else a.first_name end collate "de-x-icu" nulls first,
                         case when leads.tier <= shown.tier then c.id else a.id end,
                         leads.tier <= shown.tier nulls first,
                         a.name collate "de-x-icu", a.first_name collate "de-x-icu", a.id
                limit %d""".formatted(AddressHit.COLUMNS, MOST_HITS));
        // whatever else this transaction does has plans as usual
        return run(FOR_ANY_TERM, query.add(";").add(AFTERWARDS), HIT);
    }

    /** Writes what a word of a table has to do with a spelling. */
    @FunctionalInterface
    private interface Fit {
        void write(AddressQuery query, String table, Spelling spelling);
    }

    private static void words(
            AddressQuery query, List<Spelling> spellings, Fit fits, Among among, String condition, int limit) {
        query.add("(select t1.address_id, t1.token from rapport.address_token t1");
        if (spellings.size() > 1) {
            query.add("join rapport.address_token t2 on t2.address_id = t1.address_id and");
            fits.write(query, "t2", spellings.get(1));
        }
        query.add("where");
        fits.write(query, "t1", spellings.get(0));
        if (among == Among.PERSONS) {
            query.add("and t1.person");
        }
        query.add(condition);
        if (spellings.size() == 1) {
            // the order of the index, so nothing is sorted; with two terms it would force the wrong one to lead
            query.add("order by t1.token, t1.address_id");
        }
        query.add("limit " + limit + ")");
    }

    /** Addresses that have the terms anywhere; a term too short for that must begin a word. */
    private List<Found> byInside(List<Term> terms, Among among, int limit) {
        AddressQuery query = new AddressQuery();
        query.add("select a.id as address_id, 3 as tier from rapport.address a where not a.inactive");
        for (Term term : terms) {
            query.add(" and (");
            query.add(" or ", term.spellings(), spelling -> {
                if (term.findsInside()) {
                    query.inside("a", spelling);
                } else {
                    query.hasWordBeginning("a", spelling);
                }
            });
            query.add(")");
        }
        if (among == Among.PERSONS) {
            query.add(" and a.kind = 'PERSON'");
        }
        query.add("limit ?", limit);
        return run(FOR_THESE_TERMS, query, FOUND);
    }

    /** Every way to spell all terms. */
    private static List<List<Spelling>> combinations(List<Term> terms) {
        List<List<Spelling>> combinations = List.of(List.of());
        for (Term term : terms) {
            combinations = combinations.stream()
                    .flatMap(start -> term.spellings().stream().map(spelling -> {
                        List<Spelling> longer = new ArrayList<>(start);
                        longer.add(spelling);
                        return List.copyOf(longer);
                    }))
                    .toList();
        }
        return combinations;
    }

    /**
     * Runs it.
     *
     * @param settings of the transaction; they go along in the same message to the server
     */
    private <T> List<T> run(String settings, AddressQuery query, RowMapper<T> mapper) {
        RowMapperResultSetExtractor<T> rows = new RowMapperResultSetExtractor<>(mapper);
        List<T> result = jdbc.execute(settings + query.sql(), (PreparedStatement statement) -> {
            query.bind(statement);
            statement.execute();
            for (long passed = settings.chars().filter(end -> end == ';').count(); passed > 0; passed--) {
                statement.getMoreResults();
            }
            return rows.extractData(statement.getResultSet());
        });
        return result == null ? List.of() : result;
    }
}
