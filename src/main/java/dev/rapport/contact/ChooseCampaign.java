package dev.rapport.contact;

import dev.rapport.shared.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The campaigns that a contact can be given: active ones only (rule 29), the newest first. */
@Service
public class ChooseCampaign {

    /** One campaign of the choice. */
    public record Choice(Long id, String title) {}

    private static final int HITS = 10;

    private final JdbcClient jdbc;

    ChooseCampaign(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * At most ten campaigns to choose from.
     *
     * @param text part of the title, at most two terms; null for all
     * @param addressId those of this address or of its company come first (rule 9); null when there is none yet
     */
    @Transactional(readOnly = true)
    public List<Choice> find(@Nullable String text, @Nullable Long addressId) {
        StringBuilder fitting = new StringBuilder();
        Map<String, @Nullable Object> parameters = new HashMap<>();
        List<String> terms = Texts.terms(text);
        for (int i = 0; i < terms.size(); i++) {
            fitting.append(" and (rapport.fold(k.title) like rapport.fold(:term%1$d) escape '!'".formatted(i))
                    .append(" or rapport.fold_german(k.title) like rapport.fold(:term%1$d) escape '!')".formatted(i));
            parameters.put("term" + i, "%" + terms.get(i).replaceAll("[!%_]", "!$0") + "%");
        }
        parameters.put("address", addressId);
        parameters.put("most", HITS);
        return jdbc.sql("""
                        select k.id, k.title
                        from rapport.campaign k
                        where k.deleted_at is null %s
                        order by exists (select from rapport.campaign_member m
                                         where m.campaign_id = k.id and m.removed_at is null
                                           and m.address_id in (
                                             select unnest(array[a.id, a.company_id])
                                             from rapport.address a where a.id = cast(:address as bigint))) desc,
                                 k.starts_on desc nulls last, k.title collate "de-x-icu", k.id
                        limit :most""".formatted(fitting))
                .params(parameters)
                .query(Choice.class)
                .list();
    }

    /** A campaign that may be chosen, by its id. */
    @Transactional(readOnly = true)
    public Optional<Choice> byId(Long id) {
        return jdbc.sql("select id, title from rapport.campaign where id = :id and deleted_at is null")
                .param("id", id)
                .query(Choice.class)
                .optional();
    }
}
