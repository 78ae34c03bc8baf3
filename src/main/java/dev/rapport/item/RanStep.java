package dev.rapport.item;

/**
 * A step of a model that ran (rule 21), named in the reader's language.
 *
 * @param step its id in the model
 * @param kind condition, event or step
 * @param result {@code ok}: a step that refuses takes back everything, itself included
 */
public record RanStep(String step, String name, String kind, String result) {

    public static RanStep of(String step, String name, String kind) {
        return new RanStep(step, name, kind, "ok");
    }
}
