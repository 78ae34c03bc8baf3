package dev.rapport.measure.web;

import dev.rapport.item.web.ItemEdit;
import dev.rapport.measure.MeasureChange;
import dev.rapport.measure.MeasureDraft;
import dev.rapport.measure.MeasureOutcome;
import dev.rapport.measure.MeasureView;
import dev.rapport.shared.Change;
import dev.rapport.shared.TimeEntry;
import dev.rapport.shared.TimeEntry.Reader;
import dev.rapport.web.Edited;
import dev.rapport.web.Lookup;
import dev.rapport.web.TypedTimes;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The measure's page as it was typed, and the form that creates one. */
final class MeasureEdit extends ItemEdit<MeasureEdit, MeasureChange, MeasureOutcome> {

    /** Sent along so that a double click creates one measure. */
    private static final String KEY = "idempotencyKey";

    private static final String PLANNED = "plannedFor";

    /** The same as it was typed. */
    private static final String PLANNED_TEXT = "plannedText";

    private static final List<String> FIELDS =
            List.of("subject", "infotext", "campaignId", "plannedFor", "responsible");

    private final Typed typed;

    private MeasureEdit(Typed typed) {
        super(FIELDS, typed);
        this.typed = typed;
    }

    /** An empty form. */
    static MeasureEdit empty(String key) {
        return new MeasureEdit(Typed.sent(Map.of(), FIELDS, List.of())).withKey(key);
    }

    /** The page or the form as it was sent. */
    static MeasureEdit sent(Map<String, String> sent, Reader reader) {
        Typed typed = Typed.sent(sent, FIELDS, List.of(KEY));
        typed.typed().put(PLANNED_TEXT, sent.get(PLANNED));
        typed.typed().put(PLANNED, TimeEntry.date(sent.get(PLANNED), reader).or(sent.get(PLANNED)));
        return new MeasureEdit(typed);
    }

    /** What stands in the field for the day: as it was typed, or as the reader writes it. */
    public @Nullable String plannedText(TypedTimes times) {
        String typed = typed(PLANNED_TEXT);
        String day = typed(PLANNED);
        return typed != null || day == null ? typed : times.shown(LocalDate.parse(day));
    }

    /** The measure as it is stored. */
    static MeasureEdit of(MeasureView measure) {
        Map<String, @Nullable String> stored = new HashMap<>();
        stored.put("subject", measure.subject());
        stored.put("infotext", measure.infotext());
        stored.put(PLANNED, Objects.toString(measure.plannedFor(), null));
        return new MeasureEdit(
                Typed.stored(measure.version(), stored, Map.of(), responsible(measure), campaign(measure)));
    }

    /** A form that says what another measure does; campaign and responsible are looked up. */
    static MeasureEdit again(MeasureView measure, String key) {
        return of(measure).withKey(key);
    }

    @Nullable
    String key() {
        return typed(KEY);
    }

    MeasureEdit withKey(String key) {
        Map<String, @Nullable String> other = new HashMap<>(typed.typed());
        other.put(KEY, key);
        return with(new Typed(typed.version(), other, typed.was(), responsible(), campaign()));
    }

    MeasureEdit withCampaign(Lookup campaign) {
        return with(responsible(), campaign);
    }

    MeasureDraft draft() {
        return new MeasureDraft(
                typed("subject"),
                typed("infotext"),
                campaign().id(),
                typed("plannedFor"),
                responsible().id());
    }

    @Override
    protected MeasureChange change() {
        return new MeasureChange(
                version(),
                change("subject"),
                changeOfInfotext(),
                change("campaignId"),
                change("plannedFor"),
                change("responsible"));
    }

    @Override
    protected MeasureChange changeBeforeClosing() {
        return change();
    }

    /** What was typed beside the outcome is a change of its own, and an infotext what is said of it, too. */
    @Override
    protected MeasureOutcome outcome(String code) {
        return new MeasureOutcome(
                code.isBlank() ? null : code, Change.none(), change(PLANNED).value(), infotextSaid());
    }

    /** A day of somebody else's is shown as it is, not as what was typed here. */
    @Override
    protected void spread(Map<String, @Nullable String> merged) {
        if (!Edited.same(merged.get(PLANNED), typed(PLANNED))) {
            merged.put(PLANNED_TEXT, null);
        }
    }

    @Override
    protected MeasureEdit with(Typed other) {
        return new MeasureEdit(other);
    }
}
