package dev.rapport.shared;

import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who changed what and when; entries are only ever added. Joins the caller's transaction. */
@Component
public class AuditTrail {

    /** Kind of a subject that is named by a login. */
    public static final String USER = "user";

    /** Kind of a subject that is named by its code. */
    public static final String CONTACT_TYPE = "contact-type";

    /** Field of a contact that is kept beside it, with a version of its own. */
    public static final String REMINDER = "reminder";

    /** Field of a contact: to whom its reminder's mail need not arrive any more. */
    public static final String MAIL_GIVEN_UP = "mailGivenUp";

    /** Field of a user: whether a calendar feed has a secret address, and that it has another one. */
    public static final String CALENDAR_FEED = "calendarFeed";

    /** Field of a contact or a measure: in which version of its model it runs on, since it was moved to another one. */
    public static final String MODEL_VERSION = "modelVersion";

    private static final String STALE = "stale-version";

    /** What is recorded without a new version of what it belongs to. */
    private static final List<String> BESIDE =
            List.of(REMINDER, MAIL_GIVEN_UP, CALENDAR_FEED, MODEL_VERSION, "sessions", "password");

    private final JdbcClient jdbc;
    private final Moment moment;
    private final CurrentUser currentUser;

    AuditTrail(JdbcClient jdbc, Moment moment, CurrentUser currentUser) {
        this.jdbc = jdbc;
        this.moment = moment;
        this.currentUser = currentUser;
    }

    /** One field of one item got another value. */
    public void changed(
            String subjectKind, Long subjectId, String field, @Nullable Object before, @Nullable Object after) {
        add(subjectKind, subjectId, null, field, before, after);
    }

    /** The same for what is named by a key instead of a number. */
    public void changed(
            String subjectKind, String subjectKey, String field, @Nullable Object before, @Nullable Object after) {
        add(subjectKind, null, subjectKey, field, before, after);
    }

    private void add(
            String subjectKind,
            @Nullable Long subjectId,
            @Nullable String subjectKey,
            String field,
            @Nullable Object before,
            @Nullable Object after) {
        jdbc.sql("""
                        insert into rapport.audit_entry
                          (subject_kind, subject_id, subject_key, action, field, old_value, new_value, done_at, done_by)
                        values (:kind, :id, :key, 'changed', :field, :before, :after, :at, :by)""")
                .param("kind", subjectKind)
                .param("id", subjectId)
                .param("key", subjectKey)
                .param("field", field)
                .param("before", before == null ? null : before.toString())
                .param("after", after == null ? null : after.toString())
                .param("at", Timestamp.from(moment.now()))
                .param("by", currentUser.id())
                .update();
    }

    /** Collects what changes of one item, for one statement. */
    public Changes changes(String subjectKind, Long subjectId) {
        return new Changes(subjectKind, subjectId);
    }

    /** What changes of one item; what stays the same is left out. */
    public final class Changes {

        private final String subjectKind;
        private final Long subjectId;
        private final List<@Nullable Object> rows = new ArrayList<>();

        private Changes(String subjectKind, Long subjectId) {
            this.subjectKind = subjectKind;
            this.subjectId = subjectId;
        }

        public void of(String field, @Nullable Object before, @Nullable Object after) {
            if (!Objects.equals(before, after)) {
                rows.addAll(Arrays.asList(
                        subjectKind,
                        subjectId,
                        field,
                        before == null ? null : before.toString(),
                        after == null ? null : after.toString(),
                        Timestamp.from(moment.now()),
                        currentUser.id()));
            }
        }

        public void keep() {
            if (!rows.isEmpty()) {
                int columns = 7;
                String row = "(?, ?, 'changed', ?, ?, ?, ?, ?)";
                jdbc.sql("""
                                insert into rapport.audit_entry
                                  (subject_kind, subject_id, action, field, old_value, new_value, done_at, done_by)
                                values\s""" + String.join(", ", Collections.nCopies(rows.size() / columns, row)))
                        .params(rows)
                        .update();
            }
        }
    }

    /**
     * Refuses a change that was made on an older state, and knows who has changed it since: perhaps the same person in
     * another window.
     *
     * @param version that it has now
     * @param read the version on which the change was made
     * @throws BusinessRuleViolation stale-version
     */
    public void requireVersion(String subjectKind, Long subjectId, int version, int read) {
        if (version != read) {
            throw stale(subjectKind, subjectId, null);
        }
    }

    /** The same for what is named by a key. */
    public void requireVersion(String subjectKind, String subjectKey, int version, int read) {
        if (version != read) {
            throw stale(subjectKind, null, subjectKey);
        }
    }

    private BusinessRuleViolation stale(String subjectKind, @Nullable Long subjectId, @Nullable String subjectKey) {
        return jdbc.sql("""
                        select done_by from rapport.audit_entry
                        where subject_kind = :kind and (subject_id = :id or subject_key = :key) and field not in (:beside)
                        order by id desc limit 1""")
                .param("kind", subjectKind)
                .param("id", subjectId, Types.BIGINT)
                .param("key", subjectKey, Types.VARCHAR)
                .param("beside", BESIDE)
                .query((row, n) ->
                        BusinessRuleViolation.conflict("version", STALE, new Colleague(row.getString("done_by"))))
                .optional()
                .orElseGet(() -> BusinessRuleViolation.conflict("version", STALE));
    }

    /**
     * The refusal of work that was done on an older state of an item: names who changed it last, and when. Whoever snoozed
     * its reminder or gave up a mail changed no version of the item, and so is not meant.
     */
    public BusinessRuleViolation changedMeanwhile(String subjectKind, Long subjectId) {
        return jdbc.sql("""
                        select done_by, done_at from rapport.audit_entry
                        where subject_kind = :kind and subject_id = :id and field not in (:beside)
                        order by id desc limit 1""")
                .param("kind", subjectKind)
                .param("id", subjectId)
                .param("beside", BESIDE)
                .query((row, n) -> BusinessRuleViolation.conflict(
                        "version",
                        "changed-meanwhile",
                        new Colleague(row.getString("done_by")),
                        row.getTimestamp("done_at").toInstant()))
                .optional()
                .orElseGet(() -> BusinessRuleViolation.conflict("version", STALE));
    }
}
