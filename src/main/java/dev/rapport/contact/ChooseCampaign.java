package dev.rapport.contact;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The campaigns that a contact can be given: active ones only (rule 29), the newest first. */
@Service
public class ChooseCampaign {

    /** One campaign of the choice. */
    public record Choice(Long id, String title, boolean ofAddress) {}

    private static final int MOST = 200;

    private final JdbcClient jdbc;

    ChooseCampaign(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Campaigns to choose from.
     *
     * @param addressId those of this address or of its company come first (rule 9); null when there is none yet
     * @param chosen the one that is chosen already: it is among them however many there are; null for none
     */
    @Transactional(readOnly = true)
    public List<Choice> of(@Nullable Long addressId, @Nullable Long chosen) {
        return jdbc.sql("""
                        select k.id, k.title,
                               exists (select from rapport.campaign_member m
                                       where m.campaign_id = k.id and m.removed_at is null
                                         and m.address_id in (
                                           select unnest(array[a.id, a.company_id])
                                           from rapport.address a where a.id = cast(:address as bigint))) as of_address
                        from rapport.campaign k
                        where k.deleted_at is null
                        order by k.id = cast(:chosen as bigint) desc nulls last, of_address desc, k.starts_on desc nulls last, k.title collate "de-x-icu", k.id
                        limit :most""")
                .param("address", addressId)
                .param("chosen", chosen)
                .param("most", MOST)
                .query(Choice.class)
                .list();
    }
}
