package dev.rapport.bulk.web;

import dev.rapport.bulk.BulkChange.ChangeAction;
import dev.rapport.bulk.BulkChangeDraft;
import dev.rapport.bulk.BulkChangeDraftBuilder;
import dev.rapport.lists.Entry;
import dev.rapport.lists.web.ListUrls;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Outcomes;
import dev.rapport.shared.TimeEntry;
import dev.rapport.shared.TimeEntry.Reader;
import dev.rapport.shared.TimeEntry.Toward;
import dev.rapport.web.FormTexts;
import dev.rapport.web.Lookup;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The form that orders a change of many, as it was typed.
 *
 * @param query filter, order and columns of the list that it comes from, as its URL says them
 * @param ids of what was selected there
 * @param fields what stands in the fields, by their names
 */
@RecordBuilder
record ChangeForm(
        Entry.Kind list,
        String query,
        List<String> ids,
        ChangeAction action,
        Map<String, String> fields,
        Lookup responsible,
        Lookup campaign) {

    /** Sent along so that a double click gives one order. */
    private static final String KEY = "idempotencyKey";

    /** Whether it is to be so many working days later, instead of on a day or in a window. */
    private static final String BY = "by";

    private static final String DAYS = "days";

    static ChangeForm sent(
            Entry.Kind list, String query, List<String> ids, ChangeAction action, Map<String, String> fields) {
        return new ChangeForm(
                list,
                query,
                ids,
                action,
                Map.copyOf(fields),
                Lookup.sent("responsible", fields),
                Lookup.sent("campaignId", fields));
    }

    /** The ids in one word: short, and nothing in it needs encoding. */
    public String joined() {
        return String.join(".", numbers().stream().map(String::valueOf).toList());
    }

    /** The URL of the empty form. */
    String url() {
        String meant = all() ? "&all=true" : "&ids=" + joined();
        return "/changes/new?list=" + ListUrls.list(list) + "&action=" + action.code() + "&query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8) + meant;
    }

    /** The ids of such a word. */
    static List<String> split(@Nullable String ids) {
        return ids == null ? List.of() : List.of(ids.split("\\.", -1));
    }

    /** The form as it is opened, with what is proposed. */
    ChangeForm opened(Map<String, String> proposed) {
        Map<String, String> all = new HashMap<>(fields);
        all.putAll(proposed);
        all.put("outcome", Outcomes.PERFORMED);
        all.put("type", "CALL");
        all.put("direction", "OUTGOING");
        all.put("workingDays", "5");
        all.put(BY, action == ChangeAction.MOVE ? "day" : DAYS);
        return withFields(all).withNewKey();
    }

    ChangeForm withNewKey() {
        Map<String, String> all = new HashMap<>(fields);
        all.put(KEY, UUID.randomUUID().toString());
        return withFields(all);
    }

    private ChangeForm withFields(Map<String, String> other) {
        return ChangeFormBuilder.builder(this).fields(Map.copyOf(other)).build();
    }

    ChangeForm with(Lookup chosenResponsible, Lookup chosenCampaign) {
        return ChangeFormBuilder.builder(this)
                .responsible(chosenResponsible)
                .campaign(chosenCampaign)
                .build();
    }

    /** Whether something was typed of which it is not known what it means. */
    boolean isOpen() {
        return (action == ChangeAction.REASSIGN && responsible.isOpen())
                || (action == ChangeAction.ASSIGN_CAMPAIGN && campaign.isOpen());
    }

    public @Nullable String typed(String field) {
        return fields.get(field);
    }

    public boolean says(String field, String value) {
        return value.equals(fields.get(field));
    }

    /** Whether all of the list is meant, and not only what was selected. */
    public boolean all() {
        return says("all", "true");
    }

    @Nullable
    String key() {
        return typed(KEY);
    }

    List<Long> numbers() {
        return ids.stream().map(Ids::parse).flatMap(Optional::stream).toList();
    }

    /** Where a day lies that is typed without a year: what was carried out began before now, all else is planned. */
    Toward toward() {
        return action == ChangeAction.CLOSE ? Toward.BACK : Toward.AHEAD;
    }

    /** What the action takes, and nothing that stands in the fields of others. */
    BulkChangeDraft draft(Reader reader) {
        boolean days = says(BY, DAYS);
        BulkChangeDraftBuilder draft = BulkChangeDraftBuilder.builder().action(action.code());
        switch (action) {
            case CLOSE -> {
                // of one that did not take place nobody asks when, whatever it is called
                boolean performed = !says("outcome", Outcomes.NOT_PERFORMED);
                draft.outcome(typed("outcome"))
                        .start(performed ? start("start", reader) : null)
                        .duration(
                                performed
                                        ? TimeEntry.duration(typed("duration")).or(typed("duration"))
                                        : null)
                        .infotext(FormTexts.lines(typed("infotext")));
            }
            case MOVE ->
                draft.day(days ? null : TimeEntry.date(typed("day"), reader).or(typed("day")))
                        .workingDays(days ? number() : null);
            case REASSIGN -> draft.responsible(responsible.id());
            case ASSIGN_CAMPAIGN -> draft.campaignId(campaign.id());
            case PLAN_FOLLOW_UP ->
                draft.type(typed("type"))
                        .direction(typed("direction"))
                        .startFrom(days ? null : start("startFrom", reader))
                        .startTo(days ? null : start("startTo", reader))
                        .workingDays(days ? number() : null)
                        .subject(typed("subject"))
                        .description(FormTexts.lines(typed("description")))
                        .reminder(says("reminder", "true"))
                        .reminderLead(typed("reminderLead"));
        }
        return draft.build();
    }

    private @Nullable String start(String field, Reader reader) {
        return TimeEntry.dateTime(typed(field), reader).or(typed(field));
    }

    /** An empty field is a wrong number, and not none at all. */
    private String number() {
        String typed = typed("workingDays");
        return typed == null || typed.isBlank() ? "0" : typed;
    }
}
