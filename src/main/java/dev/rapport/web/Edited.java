package dev.rapport.web;

import dev.rapport.shared.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a form as they were when it was opened and as they were typed: what nobody touched is not written, and
 * when two people edit it can be told who changed what.
 */
public record Edited(Map<String, @Nullable String> was, Map<String, @Nullable String> typed) {

    /** A field that two people changed to different values. */
    public record Collision(
            String field, @Nullable String mine, @Nullable String theirs) {}

    /** The change of one field; emptied it is cleared. */
    public Change<String> change(String field) {
        String now = typed.get(field);
        return same(now, was.get(field)) ? Change.none() : Change.to(text(now).isEmpty() ? null : now);
    }

    /** What both changed, and differently. */
    public List<Collision> collisions(Map<String, @Nullable String> current) {
        return unsaved(current).stream()
                .filter(each -> !same(each.theirs(), was.get(each.field())))
                .toList();
    }

    /** Everything that was typed here and is not what is stored now. */
    public List<Collision> unsaved(Map<String, @Nullable String> current) {
        List<Collision> unsaved = new ArrayList<>();
        current.forEach((field, theirs) -> {
            String mine = typed.get(field);
            if (!same(mine, was.get(field)) && !same(mine, theirs)) {
                unsaved.add(new Collision(field, mine, theirs));
            }
        });
        return unsaved;
    }

    /** Whether anything was typed. */
    public boolean touched() {
        return typed.entrySet().stream().anyMatch(field -> !same(field.getValue(), was.get(field.getKey())));
    }

    /**
     * Both people's changes in one: what only the other changed is taken over, what was typed here stays.
     *
     * @param taken a field whose other value was chosen; null for none
     */
    public Map<String, @Nullable String> onto(Map<String, @Nullable String> current, @Nullable String taken) {
        Map<String, @Nullable String> merged = new LinkedHashMap<>(typed);
        current.forEach((field, theirs) -> {
            if (same(typed.get(field), was.get(field)) || field.equals(taken)) {
                merged.put(field, theirs);
            }
        });
        return merged;
    }

    /** Whether two values look the same to whoever typed them. */
    public static boolean same(@Nullable String one, @Nullable String other) {
        return text(one).equals(text(other));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip().replace("\r\n", "\n");
    }
}
