package dev.rapport.item.web;

import dev.rapport.item.ItemView;
import dev.rapport.shared.Change;
import dev.rapport.shared.Ids;
import dev.rapport.web.Edited;
import dev.rapport.web.FormTexts;
import dev.rapport.web.Lookup;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * An item's page as it was typed, and as it was when it was opened ({@code was…}): what nobody touched is not written,
 * and when two people edit it can be told who changed what.
 *
 * @param <E> the page of one kind of item
 * @param <C> a change of it
 * @param <O> how it ended
 */
public abstract class ItemEdit<E extends ItemEdit<E, C, O>, C, O> {

    /** What is added to the infotext of a closed item. */
    private static final String ADDITION = "addition";

    /**
     * What stands in the fields.
     *
     * @param version the version that was read
     * @param typed by the names of the page's fields
     * @param was by the same names, of the item's fields only
     */
    public record Typed(
            @Nullable Integer version,
            Map<String, @Nullable String> typed,
            Map<String, @Nullable String> was,
            Lookup responsible,
            Lookup campaign) {

        /** The page as it is opened. */
        public static Typed stored(
                int version,
                Map<String, @Nullable String> stored,
                Map<String, @Nullable String> beside,
                Lookup responsible,
                Lookup campaign) {
            Map<String, @Nullable String> was = new HashMap<>(stored);
            was.put("responsible", responsible.id());
            was.put("campaignId", campaign.id());
            Map<String, @Nullable String> typed = new HashMap<>(was);
            typed.putAll(beside);
            return new Typed(version, typed, was, responsible, campaign);
        }

        /**
         * The page as it was sent.
         *
         * @param fields of the item
         * @param beside further fields of the page
         */
        public static Typed sent(Map<String, String> sent, List<String> fields, List<String> beside) {
            Map<String, @Nullable String> typed = new HashMap<>();
            Map<String, @Nullable String> was = new HashMap<>();
            fields.forEach(field -> {
                typed.put(field, FormTexts.lines(sent.get(field)));
                was.put(field, FormTexts.lines(sent.get("was" + StringUtils.capitalize(field))));
            });
            beside.forEach(field -> typed.put(field, FormTexts.lines(sent.get(field))));
            typed.put(ADDITION, FormTexts.lines(sent.get(ADDITION)));
            return new Typed(
                    Ids.parse(sent.get("version")).map(Long::intValue).orElse(null),
                    typed,
                    was,
                    Lookup.sent("responsible", sent),
                    Lookup.sent("campaignId", sent));
        }
    }

    private final List<String> fields;
    private final Typed typed;

    /** @param fields of the item, in the order in which they are told of */
    protected ItemEdit(List<String> fields, Typed typed) {
        this.fields = fields;
        this.typed = typed;
    }

    /** The same page with other texts. */
    protected abstract E with(Typed other);

    /** What was changed on the page; of a closed item only the addition to its infotext. */
    protected abstract C change();

    /** What was changed besides the outcome, for closing. */
    protected abstract C changeBeforeClosing();

    protected abstract O outcome(String code);

    /** Texts of further fields of the page that follow from those of the item. */
    protected void spread(Map<String, @Nullable String> merged) {}

    public final @Nullable Integer version() {
        return typed.version();
    }

    /** What stands in a field. */
    public final @Nullable String typed(String field) {
        return typed.typed().get(field);
    }

    /** What stood in a field when the page was opened. */
    public final @Nullable String was(String field) {
        return typed.was().get(field);
    }

    public final Lookup responsible() {
        return typed.responsible();
    }

    public final Lookup campaign() {
        return typed.campaign();
    }

    /** The change of one field; emptied it is cleared. */
    protected final Change<String> change(String field) {
        return edited().change(field);
    }

    /** The change of the infotext: what was typed, or what is added to that of a closed item. */
    protected final Change<String> changeOfInfotext() {
        return typed(ADDITION) == null ? change("infotext") : Change.to(typed(ADDITION));
    }

    /** An infotext that was typed along with the outcome belongs to it, too; null where it is as it was. */
    protected final @Nullable String infotextSaid() {
        Change<String> change = changeOfInfotext();
        return change.present() ? change.value() : null;
    }

    /** The version that was read; one that there never was where nobody says. */
    protected final int readVersion() {
        return typed.version() == null ? -1 : typed.version();
    }

    /** What both changed, and differently. */
    final List<Edited.Collision> collisions(E current) {
        return edited().collisions(current.values());
    }

    /** Everything that was typed here and is not what is stored now; of a closed item none of it can be saved any more. */
    final List<Edited.Collision> unsaved(E current) {
        return edited().unsaved(current.values());
    }

    /** Whether anything was typed that a look at the stored item would not show. */
    public final boolean touched() {
        return responsible().retyped()
                || campaign().retyped()
                || !text(typed(ADDITION)).isEmpty()
                || edited().touched();
    }

    /**
     * Both people's changes in one: what only the other changed is taken over, what was typed here stays.
     *
     * @param taken a field whose other value was chosen; null for none
     */
    final E onto(E current, @Nullable String taken) {
        Map<String, @Nullable String> merged = new HashMap<>(typed.typed());
        merged.putAll(edited().onto(current.values(), taken));
        spread(merged);
        return with(new Typed(
                current.version(),
                merged,
                current.stored(),
                Edited.same(merged.get("responsible"), responsible().id()) ? responsible() : current.responsible(),
                Edited.same(merged.get("campaignId"), campaign().id()) ? campaign() : current.campaign()));
    }

    public final E with(Lookup responsible, Lookup campaign) {
        return with(new Typed(typed.version(), typed.typed(), typed.was(), responsible, campaign));
    }

    final Map<String, @Nullable String> stored() {
        return typed.was();
    }

    private Edited edited() {
        return new Edited(typed.was(), values());
    }

    final Map<String, @Nullable String> values() {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        fields.forEach(field -> values.put(field, typed(field)));
        values.put("responsible", responsible().id());
        values.put("campaignId", campaign().id());
        return values;
    }

    /** Who is responsible for an item, as its field shows it. */
    protected static Lookup responsible(ItemView item) {
        String name = item.responsibleName() != null ? item.responsibleName() : item.responsible();
        return new Lookup(item.responsible(), name, name);
    }

    /** The campaign of an item, as its field shows it. */
    protected static Lookup campaign(ItemView item) {
        return new Lookup(Objects.toString(item.campaignId(), null), item.campaign(), item.campaign());
    }

    protected static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
