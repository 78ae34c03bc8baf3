package dev.rapport.model;

import dev.rapport.model.check.DecisionTable;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One file as a person reads it: drawn, and in words.
 *
 * @param file its name
 * @param xml what is drawn; null for a form or a table, and for a file that cannot be read
 * @param steps of a model, in the order in which they are gone through
 * @param fields of a form, in the order in which they are shown
 * @param table of a decision; null for everything else
 * @param findings what there is to say about it
 * @param changes against another version; null when there is nothing to compare with
 */
public record ModelSheet(
        String file,
        @Nullable String xml,
        List<Step> steps,
        List<Field> fields,
        @Nullable DecisionTable table,
        List<Found> findings,
        @Nullable Changes changes) {

    /**
     * A step of a model.
     *
     * @param element id
     * @param depth 0, or more in a sub-process
     * @param kind its name is the message {@code models.kind.<kind>}
     * @param attachedTo what a boundary event waits beside
     * @param ways where it goes on; empty when it is simply the next one
     * @param waiting how many items are there now
     * @param faults how often it has failed
     */
    @RecordBuilder
    public record Step(
            String element,
            int number,
            int depth,
            String kind,
            @Nullable String name,
            @Nullable String attachedTo,
            List<Way> ways,
            long waiting,
            long faults) {

        Step with(long items, long hindered) {
            return ModelSheetStepBuilder.builder(this)
                    .waiting(items)
                    .faults(hindered)
                    .build();
        }
    }

    /** A way to another step, and when it is taken. */
    public record Way(
            @Nullable String label, int number, @Nullable String name) {}

    /**
     * A field of a form.
     *
     * @param key what it is called in the model; null for what takes no input
     * @param type of the component
     */
    public record Field(
            int depth, @Nullable String key, @Nullable String label, String type, boolean required) {}

    /**
     * A finding.
     *
     * @param number by which it is found on the diagram
     * @param element null when it is not about one
     */
    public record Found(int number, @Nullable String element, boolean error, String sentence) {}

    /**
     * What is different from another version, which is the one in force unless somebody asks for another.
     *
     * @param version of which
     * @param xml its drawing; null where it has none
     * @param none whether both say the same
     */
    public record Changes(int version, @Nullable String xml, boolean none, List<Change> items) {

        public boolean anyListed() {
            return items.stream().anyMatch(Change::listed);
        }
    }

    /**
     * A change that a person wants to hear of.
     *
     * @param how added, removed or changed
     * @param kind its name is the message {@code models.kind.<kind>}
     * @param listed whether it is told in words; what only connects others is drawn and no more
     * @param details of what is changed: label, before and after, a line each
     */
    public record Change(
            String element,
            String how,
            String kind,
            @Nullable String name,
            boolean listed,
            List<String> details) {}

    ModelSheet with(List<Step> counted) {
        return new ModelSheet(file, xml, counted, fields, table, findings, changes);
    }

    /** Whether anything prevents its deployment. */
    public boolean hasErrors() {
        return findings.stream().anyMatch(Found::error);
    }
}
