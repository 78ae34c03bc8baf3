package dev.rapport.web;

import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What each person has opened lately, kept in the database so that it is there on every computer. */
@Component
public class RecentlyViewed {

    /** Something that was opened: its path on our pages, its kind and what it is called now. */
    public record Item(String kind, Long id, String title, String more) {

        public String path() {
            return switch (kind) {
                case "address" -> "/addresses/" + id;
                case "campaign" -> "/campaigns/" + id;
                case "measure" -> "/measures/" + id;
                default -> "/contacts/" + id;
            };
        }
    }

    private static final int SHOWN = 8;

    private final JdbcClient jdbc;
    private final CurrentUser currentUser;
    private final BusinessTime time;

    RecentlyViewed(JdbcClient jdbc, CurrentUser currentUser, BusinessTime time) {
        this.jdbc = jdbc;
        this.currentUser = currentUser;
        this.time = time;
    }

    /** Notes that the person at work has opened an item: {@code contact}, {@code address}, {@code campaign}, {@code measure}. */
    @Transactional
    public void note(String kind, Long id) {
        jdbc.sql("""
                        insert into rapport.recently_viewed (user_id, kind, subject_id, viewed_at)
                        values (:user, :kind, :id, :now)
                        on conflict (user_id, kind, subject_id) do update set viewed_at = excluded.viewed_at""")
                .param("user", currentUser.id())
                .param("kind", kind)
                .param("id", id)
                .param("now", Timestamp.from(time.now()))
                .update();
    }

    /** The latest first. */
    @Transactional(readOnly = true)
    public List<Item> latest() {
        return jdbc.sql("""
                        select v.kind, v.subject_id as id,
                               coalesce(c.subject, m.subject, k.title, a.name) as title,
                               coalesce(ca.name, mk.title, a.town, '') as more
                        from (select * from rapport.recently_viewed where user_id = :user
                              order by viewed_at desc limit :shown) v
                        left join rapport.contact_entry c on v.kind = 'contact' and c.id = v.subject_id
                        left join rapport.address_card ca on ca.id = coalesce(c.contact_person_id, c.address_id)
                        left join rapport.address_card a on v.kind = 'address' and a.id = v.subject_id
                        left join rapport.campaign_title k on v.kind = 'campaign' and k.id = v.subject_id
                        left join rapport.measure_entry m on v.kind = 'measure' and m.id = v.subject_id
                        left join rapport.campaign_title mk on mk.id = m.campaign_id
                        where c.id is not null or (a.id is not null and not a.inactive) or k.id is not null or m.id is not null
                        order by v.viewed_at desc""")
                .param("user", currentUser.id())
                .param("shown", SHOWN)
                .query(Item.class)
                .list();
    }
}
