package dev.rapport.model;

import dev.rapport.model.ModelMeaning.Part;
import dev.rapport.model.check.DecisionTable;
import dev.rapport.model.check.DecisionTable.Column;
import dev.rapport.model.check.DecisionTable.Rule;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what a decision table says: see {@link ModelMeaning}. */
final class DecisionMeaning {

    private DecisionMeaning() {}

    static ModelMeaning read(byte[] content) {
        return DecisionTable.read(content).map(DecisionMeaning::of).orElseGet(() -> ModelMeaning.unreadable(content));
    }

    private static ModelMeaning of(DecisionTable table) {
        SortedMap<String, Part> parts = new TreeMap<>();
        parts.put(
                "",
                new Part(
                        "decision",
                        table.name(),
                        List.of(table.key(), table.name(), table.policy()).toString(),
                        false));
        Stream.concat(table.inputs().stream(), table.outputs().stream())
                .forEach(column -> parts.put(column.id(), new Part("column", name(column), column.toString(), true)));
        table.rules().forEach(rule -> parts.put(rule.id(), new Part("rule", name(rule), rule.toString(), true)));
        // of several rules that hold the first one counts
        parts.put(
                " ",
                new Part("order", null, table.rules().stream().map(Rule::id).collect(Collectors.joining(" ")), false));
        return new ModelMeaning(parts);
    }

    private static String name(Column column) {
        return column.label().isEmpty() ? column.name() : column.label();
    }

    private static String name(Rule rule) {
        return rule.inputs().stream().map(cell -> cell.isEmpty() ? "–" : cell).collect(Collectors.joining(", "))
                + " → "
                + String.join(", ", rule.outputs());
    }
}
