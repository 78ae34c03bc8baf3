package dev.rapport.model.rehearsal;

import dev.rapport.engine.PastItems.Effect;
import dev.rapport.model.rehearsal.Life.Place;
import dev.rapport.model.rehearsal.Life.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The life of a copy in one model beside the life of another copy of the same item in another model.
 *
 * @param said what is the same for all items of one group, see {@link Verdict}
 */
record Comparison(Verdict verdict, List<String> said) {

    private static final String MORE = "+";
    private static final String LESS = "-";
    private static final String OTHER = "~";

    /** How it ended, which is told before anything else. */
    private static final List<String> END = List.of("status", "outcome");

    static Comparison of(Life before, Life now) {
        if (now.failed() != null) {
            return new Comparison(Verdict.FAILED, List.of(now.failed().name()));
        }
        if (before.failed() != null) {
            return new Comparison(
                    Verdict.NOT_COMPARABLE, List.of(before.failed().name()));
        }
        if (!before.begun() && !now.begun()) {
            return new Comparison(Verdict.NOT_COMPARABLE, said(before.refused()));
        }
        if (now.refused() != null && before.refused() == null) {
            return new Comparison(Verdict.REFUSED, said(now.refused()));
        }
        if (before.refused() != null && now.refused() == null) {
            return new Comparison(Verdict.ALLOWED, said(before.refused()));
        }
        if (!before.end().equals(now.end())) {
            return ended(before, now);
        }
        List<String> effects = effects(before, now);
        if (!effects.isEmpty()) {
            return new Comparison(Verdict.EFFECTS, effects);
        }
        List<String> steps = difference(before.steps(), now.steps());
        if (steps.isEmpty() && !before.steps().equals(now.steps())) {
            steps = List.of(OTHER);
        }
        return new Comparison(steps.isEmpty() ? Verdict.SAME : Verdict.STEPS, steps);
    }

    /** One that nobody has closed waits for somebody, unless it is left open by its outcome. */
    private static Comparison ended(Life before, Life now) {
        boolean waits = now.end().get(0).equals("PLANNED")
                && now.end().get(1).isEmpty()
                && !now.waits().isEmpty();
        if (waits) {
            return new Comparison(
                    Verdict.WAITING, now.waits().stream().map(Place::name).toList());
        }
        List<String> said = new ArrayList<>(before.end());
        said.addAll(now.end());
        return new Comparison(Verdict.OUTCOME, said);
    }

    /** What refuses and why. The sentence is each item's own: it may say a day or a name that no other has. */
    private static List<String> said(@Nullable Refusal refused) {
        Refusal told = Objects.requireNonNull(refused);
        String kind = Objects.requireNonNull(told.kind());
        return told.place() == null
                ? List.of(kind)
                : List.of(kind, told.place().name(), told.place().element());
    }

    private static List<String> effects(Life before, Life now) {
        List<String> said = new ArrayList<>(difference(
                before.effects().stream().map(Comparison::told).toList(),
                now.effects().stream().map(Comparison::told).toList()));
        List<String> kinds = new ArrayList<>(said.stream()
                .map(each -> each.substring(0, 1) + kind(each.substring(1)))
                .distinct()
                .toList());
        for (Map.Entry<String, String> field : now.standing().entrySet()) {
            if (!END.contains(field.getKey())
                    && !Objects.equals(field.getValue(), before.standing().get(field.getKey()))) {
                kinds.add(OTHER + field.getKey());
            }
        }
        return kinds;
    }

    private static String told(Effect effect) {
        return effect.kind() + "\n" + String.join("\n", effect.texts());
    }

    private static String kind(String told) {
        return told.substring(0, told.indexOf('\n'));
    }

    /** What one list has more than the other: a sign and the text, each as often as it is there. */
    static List<String> difference(List<String> before, List<String> now) {
        List<String> gone = new ArrayList<>(before);
        now.forEach(gone::remove);
        List<String> come = new ArrayList<>(now);
        before.forEach(come::remove);
        List<String> difference = new ArrayList<>();
        gone.forEach(text -> difference.add(LESS + text));
        come.forEach(text -> difference.add(MORE + text));
        return difference;
    }
}
