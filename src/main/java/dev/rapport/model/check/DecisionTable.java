package dev.rapport.model.check;

import dev.rapport.model.check.DecisionCell.Test;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * A decision table as its designer wrote it (DMN).
 *
 * @param key by which models name it
 * @param policy which of several rules counts that hold
 */
public record DecisionTable(
        String key, String name, String policy, List<Column> inputs, List<Column> outputs, List<Rule> rules) {

    /** DMN 1.3, which the Camunda Modeler writes. */
    static final String DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/";

    /** Tells whether the rules leave nothing out as long as that takes no longer than this. */
    private static final int MOST_STEPS = 50_000;

    /** Where there is none, a comparison holds for nothing, and a line that is to fit must not ask. */
    private static final Object NOTHING = new Object();

    /** A value that no rule names. */
    private static final String SOMETHING_ELSE = "\u0001";

    /**
     * A column.
     *
     * @param label what a person reads above it
     * @param name what it asks for, or what the result is called
     * @param type as the file calls it
     */
    public record Column(String id, String label, String name, String type) {}

    /**
     * A line: what must hold, and what comes of it.
     *
     * @param note what its designer says about it
     */
    public record Rule(String id, List<String> inputs, List<String> outputs, String note) {}

    /** The first table in a file; empty where there is none that can be read. */
    public static Optional<DecisionTable> read(byte[] content) {
        try {
            return of(Xml.parse(content).getDocumentElement());
        } catch (SAXException e) {
            // the check says what is wrong with it
            return Optional.empty();
        }
    }

    static Optional<DecisionTable> of(Element definitions) {
        return below(definitions, "decision")
                .flatMap(decision -> below(decision, "decisionTable").map(table -> of(decision, table)))
                .findFirst();
    }

    private static DecisionTable of(Element decision, Element table) {
        String policy = table.getAttribute("hitPolicy");
        return new DecisionTable(
                decision.getAttribute("id"),
                decision.getAttribute("name"),
                policy.isEmpty() ? "UNIQUE" : policy,
                below(table, "input").map(DecisionTable::input).toList(),
                below(table, "output")
                        .map(output -> new Column(
                                output.getAttribute("id"),
                                output.getAttribute("label"),
                                output.getAttribute("name"),
                                output.getAttribute("typeRef")))
                        .toList(),
                below(table, "rule")
                        .map(rule -> new Rule(
                                rule.getAttribute("id"),
                                cells(rule, "inputEntry"),
                                cells(rule, "outputEntry"),
                                below(rule, "description")
                                        .map(Xml::directText)
                                        .findFirst()
                                        .orElse("")
                                        .strip()))
                        .toList());
    }

    private static Column input(Element input) {
        Element asked = below(input, "inputExpression").findFirst().orElse(input);
        return new Column(
                input.getAttribute("id"),
                input.getAttribute("label"),
                asked == input ? "" : text(asked),
                asked.getAttribute("typeRef"));
    }

    private static List<String> cells(Element rule, String name) {
        return below(rule, name).map(DecisionTable::text).toList();
    }

    private static String text(Element cell) {
        return below(cell, "text").map(Xml::directText).findFirst().orElse("").strip();
    }

    static Stream<Element> below(Element element, String name) {
        return Xml.children(element)
                .filter(child -> DMN.equals(child.getNamespaceURI()) && name.equals(child.getLocalName()));
    }

    /** What can come of it, as steps are told it. */
    List<String> results() {
        return rules.stream()
                .flatMap(rule -> rule.outputs().stream())
                .flatMap(cell -> DecisionCell.value(cell).stream())
                .map(String::valueOf)
                .distinct()
                .toList();
    }

    /** The values that the rules name for one input. */
    Set<Object> named(int input) {
        Set<Object> named = new LinkedHashSet<>();
        tests(input).forEach(test -> named.addAll(test.named()));
        return named;
    }

    /** Two rules that hold for the same; null where no two do. */
    @Nullable
    Rule overlapping() {
        List<List<Test>> tests = rules.stream().map(this::tests).toList();
        List<Set<Object>> samples = samples();
        for (int second = 1; second < tests.size(); second++) {
            for (int first = 0; first < second; first++) {
                if (meet(tests.get(first), tests.get(second), samples)) {
                    return rules.get(second);
                }
            }
        }
        return null;
    }

    private static boolean meet(List<Test> first, List<Test> second, List<Set<Object>> samples) {
        for (int input = 0; input < samples.size(); input++) {
            Test one = first.get(input);
            Test other = second.get(input);
            if (samples.get(input).stream()
                    .noneMatch(value -> one.holds().test(value) && other.holds().test(value))) {
                return false;
            }
        }
        return true;
    }

    /** Whether some rule holds whatever is asked about; one with very many cases is taken for one that leaves some out. */
    boolean isComplete() {
        List<Set<Object>> samples = samples();
        samples.forEach(values -> values.add(NOTHING));
        return covers(rules.stream().map(this::tests).toList(), samples, 0, new int[1]);
    }

    private static boolean covers(List<List<Test>> rules, List<Set<Object>> samples, int input, int[] steps) {
        if (rules.stream().anyMatch(rule -> rule.stream().skip(input).allMatch(Test::any))) {
            return true;
        }
        if (input == samples.size()) {
            return false;
        }
        for (Object value : samples.get(input)) {
            List<List<Test>> left = rules.stream()
                    .filter(rule -> value == NOTHING
                            ? rule.get(input).any()
                            : rule.get(input).holds().test(value))
                    .toList();
            steps[0]++;
            if (steps[0] > MOST_STEPS || !covers(left, samples, input + 1, steps)) {
                return false;
            }
        }
        return true;
    }

    /** For each input a value of every kind that the rules can tell from others. */
    private List<Set<Object>> samples() {
        List<Set<Object>> samples = new ArrayList<>();
        for (int input = 0; input < inputs.size(); input++) {
            Set<Object> values = new LinkedHashSet<>();
            switch (type(input)) {
                case TEXT -> {
                    values.add(SOMETHING_ELSE);
                    values.addAll(named(input));
                }
                case FLAG -> values.addAll(List.of(true, false));
                case NUMBER -> {
                    values.add(BigDecimal.ZERO);
                    BigDecimal half = new BigDecimal("0.5");
                    named(input).stream().map(BigDecimal.class::cast).forEach(limit -> {
                        values.add(limit);
                        values.add(limit.subtract(half));
                        values.add(limit.add(half));
                    });
                }
            }
            samples.add(values);
        }
        return samples;
    }

    private List<Test> tests(Rule rule) {
        List<Test> tests = new ArrayList<>();
        for (int input = 0; input < inputs.size(); input++) {
            tests.add(DecisionCell.test(rule.inputs().get(input), type(input)).orElseThrow());
        }
        return tests;
    }

    private Stream<Test> tests(int input) {
        return rules.stream()
                .map(rule ->
                        DecisionCell.test(rule.inputs().get(input), type(input)).orElseThrow());
    }

    DecisionCell.Type type(int input) {
        return Objects.requireNonNull(DecisionCell.Type.of(inputs.get(input).type()));
    }
}
