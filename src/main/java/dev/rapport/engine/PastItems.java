package dev.rapport.engine;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Closed items of one kind: for rehearsals, in which copies of them live again what the items lived. */
public interface PastItems {

    /**
     * Which of them.
     *
     * @param most how many
     * @param from the first day of the business that they may begin on; null for any
     * @param to the last one; null for any
     * @param type code of the contact type; null for any
     * @param outcome code of how they ended; null for any
     */
    @RecordBuilder
    record Wanted(
            int most,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String type,
            @Nullable String outcome) {}

    /** One that is closed. */
    @RecordBuilder
    record Past(
            Long id,
            String number,
            String subject,
            Instant createdAt,
            String createdBy,
            Instant closedAt,
            String closedBy) {

        /** Whether nobody had to close it: it was entered when it was over. */
        public boolean atOnce() {
            return closedAt.equals(createdAt);
        }
    }

    /**
     * Something that an item has brought about beside itself.
     *
     * @param kind mail (to whom, subject), contact (type, subject, start, responsible), reminder (when it is due), or openReminder,
     *     one that is still there; instants as ISO-8601
     */
    record Effect(String kind, List<String> texts) {}

    /** Key of the process that they run in. */
    String process();

    /** What there is to choose from in {@link Wanted#type}: names by codes; none where there are no types. */
    Map<String, String> types(Locale reader);

    /** The last ones by their start, without those that are voided. */
    List<Past> last(Wanted wanted);

    /**
     * Begins a copy as the item was begun, and with what it was when it was closed.
     *
     * @return its id
     * @throws dev.rapport.shared.BusinessRuleViolation when what it refers to cannot be chosen any more
     */
    Long begin(Past past);

    /** What was handed in when it was closed, as the variables of its task. */
    Map<String, Object> report(Past past);

    /** Its number. */
    String number(Long copy);

    /** How a copy stands, by the names of the API; what is the same for every copy is left out. */
    Map<String, String> standing(Long copy);

    /** What a copy has brought about, in order. */
    List<Effect> effects(Long copy);
}
