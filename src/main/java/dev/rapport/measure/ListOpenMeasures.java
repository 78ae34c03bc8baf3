package dev.rapport.measure;

import dev.rapport.shared.CurrentUser;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The open measures of the person at work: those he is responsible for, and his own that nobody is responsible for. */
@Service
public class ListOpenMeasures {

    /** One open measure. */
    public record Item(
            Long id,
            String subject,
            @Nullable LocalDate plannedFor,
            @Nullable String campaign) {}

    private static final int MOST = 10;

    private final JdbcClient jdbc;
    private final CurrentUser currentUser;

    ListOpenMeasures(JdbcClient jdbc, CurrentUser currentUser) {
        this.jdbc = jdbc;
        this.currentUser = currentUser;
    }

    /** The next ten by their day; one without a day stands where it was created. */
    @Transactional(readOnly = true)
    public List<Item> next() {
        return jdbc.sql("""
                        select m.id, m.subject, m.planned_for, k.title as campaign
                        from rapport.measure m
                        left join rapport.campaign_title k on k.id = m.campaign_id
                        where m.status = 'PLANNED' and m.voided_at is null
                          and coalesce(m.responsible, m.created_by) = :user
                        order by m.start_at, m.id limit :most""")
                .param("user", currentUser.id())
                .param("most", MOST)
                .query(Item.class)
                .list();
    }
}
