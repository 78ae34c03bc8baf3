package dev.rapport.campaign;

import dev.rapport.shared.Cursor;
import dev.rapport.shared.Page;
import dev.rapport.shared.SearchTerms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds addresses that could be assigned to a campaign: those of a search that are not assigned yet. */
@Service
public class FindCandidates {

    /** So many can be assigned at once; more is a search that says nothing. */
    public static final int MOST = 10_000;

    private static final int WORDS = 5;

    /** Which kind of addresses is wanted. */
    public enum Kind {
        ANY,
        COMPANY,
        PRIVATE,
        PERSON
    }

    /**
     * What is looked for.
     *
     * @param text words that must all occur in name, company, town, postcode, phone or e-mail, at most five
     * @param place beginning of the town or of the postcode, of a contact person's company too
     */
    public record Search(@Nullable String text, @Nullable String place, Kind kind) {

        /** The words of the text. */
        public SearchTerms terms() {
            return SearchTerms.of(text, WORDS);
        }

        /** Whether it says nothing at all; it finds nothing then. */
        public boolean empty() {
            return terms().none() && placeTerms().none() && kind == Kind.ANY;
        }

        private SearchTerms placeTerms() {
            return SearchTerms.of(place, WORDS);
        }
    }

    /** An address. */
    public record Candidate(
            Long id,
            String kind,
            String name,
            String lastName,
            String firstName,
            @Nullable String company,
            @Nullable String postcode,
            @Nullable String town,
            @Nullable String phone) {}

    private static final String NOT_ASSIGNED = """
            and not exists (select from rapport.campaign_member m
                             where m.campaign_id = :campaign and m.address_id = a.id and m.removed_at is null)""";

    private final JdbcClient jdbc;

    FindCandidates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lists them by name. */
    @Transactional(readOnly = true)
    public Page<Candidate> list(Long campaignId, Search search, @Nullable String after, @Nullable Integer wanted) {
        if (search.empty()) {
            return new Page<>(List.of(), null);
        }
        int limit = Page.limit(wanted);
        Map<String, Object> parameters = new HashMap<>();
        StringBuilder where =
                new StringBuilder(where(search, parameters)).append(' ').append(NOT_ASSIGNED);
        Cursor cursor = Cursor.parse(after, 3);
        if (cursor != null) {
            where.append(' ').append("""
                    and (a.last_name collate "de-x-icu", coalesce(a.first_name, '') collate "de-x-icu", a.id)
                        > (:name, :first, :id)""");
            parameters.put("name", cursor.text(0));
            parameters.put("first", cursor.text(1));
            parameters.put("id", cursor.number(2));
        }
        List<Candidate> rows = jdbc.sql("""
                        select a.id, a.kind, a.name, a.last_name, coalesce(a.first_name, '') as first_name,
                               c.name as company, coalesce(a.postcode, c.postcode) as postcode,
                               coalesce(a.town, c.town) as town, coalesce(a.phone, c.phone) as phone
                        from rapport.address_card a left join rapport.address_card c on c.id = a.company_id
                        where %s
                        order by a.last_name collate "de-x-icu", coalesce(a.first_name, '') collate "de-x-icu", a.id limit %d""".formatted(where, limit + 1))
                .params(parameters)
                .param("campaign", campaignId)
                .query(Candidate.class)
                .list();
        return Page.of(
                rows, limit, candidate -> Cursor.of(candidate.lastName(), candidate.firstName(), candidate.id()));
    }

    /** How many there are; counts no further than {@value #MOST} + 1. */
    @Transactional(readOnly = true)
    public int count(Long campaignId, Search search) {
        if (search.empty()) {
            return 0;
        }
        Map<String, Object> parameters = new HashMap<>();
        String where = where(search, parameters);
        return jdbc.sql("select count(*) from (select from rapport.address_card a where %s %s limit %d) counted"
                        .formatted(where, NOT_ASSIGNED, MOST + 1))
                .params(parameters)
                .param("campaign", campaignId)
                .query(Integer.class)
                .single();
    }

    /** The condition on an address {@code a}; a search that says nothing has none that holds. */
    static String where(Search search, Map<String, Object> parameters) {
        if (search.empty()) {
            return "false";
        }
        StringBuilder where = new StringBuilder("not a.inactive");
        List<String> words = search.terms().words();
        for (int i = 0; i < words.size(); i++) {
            where.append(inside("word" + i));
            parameters.put("word" + i, words.get(i));
        }
        List<String> place = search.placeTerms().words();
        if (!place.isEmpty()) {
            // the first condition is for the index, the second one is what counts
            String typed = String.join(" ", place);
            where.append(inside("place")).append(' ').append("""
                    and exists (select from rapport.address_card p where p.id in (a.id, a.company_id)
                                 and (rapport.fold(p.town) like rapport.fold(:beginning) escape '!'
                                      or rapport.fold_german(p.town) like rapport.fold_german(:beginning) escape '!'
                                      or p.postcode like :beginning escape '!'))""");
            parameters.put("place", place.get(0));
            parameters.put("beginning", typed.replaceAll("[!%_]", "!$0") + "%");
        }
        if (search.kind() != Kind.ANY) {
            where.append(" and a.kind = :kind");
            parameters.put("kind", search.kind().name());
        }
        return where.toString();
    }

    private static String inside(String parameter) {
        return " and (a.search_text like rapport.inside(rapport.fold(:%1$s)) or a.search_text like rapport.inside(rapport.fold_german(:%1$s)))"
                .formatted(parameter);
    }
}
