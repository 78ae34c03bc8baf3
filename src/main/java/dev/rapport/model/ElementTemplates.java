package dev.rapport.model;

import dev.rapport.engine.DaysAfterStart;
import dev.rapport.engine.ModelSteps;
import dev.rapport.engine.OutcomeWords;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.engine.StepParameter;
import dev.rapport.shared.OutcomeCategory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the Camunda Modeler offers in its palette: one element template for each step of the catalogue, in one language, one each
 * for a further outcome, for what it means, for an escalation and a decision table. Those in {@code bpmn/.camunda/element-templates} are written from here, by a test.
 */
@Component
public class ElementTemplates {

    private static final String SCHEMA =
            "https://unpkg.com/@camunda/element-templates-json-schema@0.22.1/resources/schema.json";

    static final int VERSION = 2;

    private static final String FURTHER_OUTCOME = "furtherOutcome";

    private static final String ESCALATION = "escalation";

    private static final String DECIDE = "decide";

    /** What a decision table has found may stand in any field. */
    private static final String DECIDED = "\\$\\{[a-z][a-zA-Z0-9]{0,59}\\}";

    /** By the process. */
    private static final Map<String, String> SET_STATUS = Map.of("contact", "setStatus", "measure", "setMeasureStatus");

    /** Processes that have outcomes. */
    private static final Set<String> WITH_OUTCOMES = SET_STATUS.keySet();

    private final ModelSteps steps;
    private final MessageSource messages;
    private final JsonMapper json =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    ElementTemplates(ModelSteps steps, MessageSource messages) {
        this.steps = steps;
        this.messages = messages;
    }

    /** Name of the template for what an outcome means in a process that has outcomes. */
    static String setStatus(String process) {
        return Objects.requireNonNull(SET_STATUS.get(process));
    }

    /** Content by file name, of the steps that are meant for a process. */
    public SortedMap<String, String> of(String process, Locale language) {
        SortedMap<String, String> files = new TreeMap<>();
        steps.catalogue().forEach((bean, step) -> {
            if (step.processes().contains(process)) {
                files.put(bean + ".json", template(bean, step, language));
            }
        });
        String setStatus = SET_STATUS.get(process);
        if (setStatus != null) {
            files.put(setStatus + ".json", setStatus(setStatus, process, language));
            files.put(FURTHER_OUTCOME + ".json", furtherOutcome(language));
            files.put(ESCALATION + ".json", escalation(language));
            files.put(DECIDE + ".json", decide(language));
        }
        return files;
    }

    /** Content by file name, of every step that is meant for a process. */
    SortedMap<String, String> all(Locale language) {
        SortedMap<String, String> files = new TreeMap<>();
        steps.catalogue().values().stream()
                .flatMap(step -> step.processes().stream())
                .distinct()
                .forEach(process -> files.putAll(of(process, language)));
        return files;
    }

    private String template(String bean, StepDeclaration step, Locale language) {
        Map<String, Object> template = head(bean, step.icon(), language);
        template.put("category", category(step.processes(), step.kind().name().toLowerCase(Locale.ROOT), language));
        template.put("appliesTo", List.of("bpmn:Task", "bpmn:ServiceTask"));
        template.put("elementType", Map.of("value", "bpmn:ServiceTask"));
        List<Map<String, Object>> properties = new ArrayList<>();
        properties.add(label(bean, language));
        if (!step.closes()) {
            step.parameters().forEach(parameter -> properties.add(said(parameter, language)));
        }
        properties.add(hidden("${" + bean + "}", "camunda:delegateExpression"));
        template.put("properties", properties);
        return write(template);
    }

    /** A field for what a designer says to a step. */
    private Map<String, Object> said(StepParameter parameter, Locale language) {
        boolean chosen = parameter.kind() == StepParameter.Kind.CHOICE;
        Map<String, Object> field = ordered(
                "label",
                text("parameter." + parameter.name(), language),
                "description",
                text("parameter." + parameter.name() + ".description", language),
                "type",
                chosen ? "Dropdown" : parameter.kind() == StepParameter.Kind.LINES ? "Text" : "String");
        if (chosen) {
            field.put(
                    "choices",
                    parameter.choices().stream()
                            .map(choice -> ordered("name", text("choice." + choice, language), "value", choice))
                            .toList());
        }
        if (parameter.preset() != null) {
            field.put("value", parameter.preset());
        }
        if (!parameter.required()) {
            field.put("optional", true);
        }
        field.put("binding", ordered("type", "camunda:inputParameter", "name", parameter.name()));
        field.put("constraints", constraints(parameter, language));
        return field;
    }

    private Map<String, Object> constraints(StepParameter parameter, Locale language) {
        Map<String, Object> constraints = parameter.required() ? ordered("notEmpty", true) : ordered();
        if (parameter.kind() != StepParameter.Kind.CHOICE) {
            constraints.put(
                    "pattern",
                    ordered(
                            "value",
                            "^(" + parameter.kind().pattern() + "|" + DECIDED + (parameter.required() ? ")$" : ")?$"),
                            "message",
                            text("parameter." + parameter.name() + ".description", language)));
        }
        return constraints;
    }

    private String furtherOutcome(Locale language) {
        Map<String, Object> template = head(FURTHER_OUTCOME, "signpost-split", language);
        template.put("category", category(WITH_OUTCOMES, "path", language));
        template.put("appliesTo", List.of("bpmn:SequenceFlow"));
        Map<String, Object> condition = property(text("template.condition", language), "conditionExpression");
        condition.put("description", text("template.condition.description", language));
        condition.put("value", "${outcome == 'furtherOutcome'}");
        condition.put(
                "constraints",
                ordered(
                        "notEmpty",
                        true,
                        "pattern",
                        ordered(
                                "value",
                                "^\\$\\{outcome == '[a-z][A-Za-z]{0,59}'\\}$",
                                "message",
                                text("template.condition.pattern", language))));
        template.put("properties", List.of(label(FURTHER_OUTCOME, language), condition));
        return write(template);
    }

    /** All steps that say what becomes of an item in one: which of them it is, is what the outcome means. */
    private String setStatus(String name, String process, Locale language) {
        SortedMap<OutcomeCategory, String> beans = new TreeMap<>();
        steps.catalogue().forEach((bean, step) -> {
            if (step.category() != null && step.processes().contains(process)) {
                beans.put(step.category(), bean);
            }
        });
        Map<String, Object> template = head(name, "tag", language);
        template.put("category", category(Set.of(process), "step", language));
        template.put("appliesTo", List.of("bpmn:Task", "bpmn:ServiceTask"));
        template.put("elementType", Map.of("value", "bpmn:ServiceTask"));
        List<Map<String, Object>> properties = new ArrayList<>();
        properties.add(label(name, language));
        properties.add(ordered(
                "label",
                text("template.category", language),
                "description",
                text("template.category.description", language),
                "type",
                "Dropdown",
                "choices",
                beans.entrySet().stream()
                        .map(each -> ordered(
                                "name",
                                text("category." + each.getKey(), language),
                                "value",
                                "${" + each.getValue() + "}"))
                        .toList(),
                "value",
                "${" + beans.get(OutcomeCategory.NOT_PERFORMED) + "}",
                "binding",
                ordered("type", "property", "name", "camunda:delegateExpression")));
        for (StepParameter parameter : OutcomeWords.needed()) {
            properties.add(said(parameter, language));
        }
        template.put("properties", properties);
        return write(template);
    }

    /** What stands inside a timer no template can write. */
    private String escalation(Locale language) {
        Map<String, Object> template = head(ESCALATION, "hourglass-split", language);
        template.put("category", category(WITH_OUTCOMES, "path", language));
        template.put("appliesTo", List.of("bpmn:BoundaryEvent"));
        Map<String, Object> days = said(DaysAfterStart.DAYS, language);
        days.put("binding", ordered("type", "camunda:property", "name", DaysAfterStart.DAYS.name()));
        template.put("properties", List.of(label(ESCALATION, language), days));
        return write(template);
    }

    /** What the table asks for stands among the inputs, which stay to be seen. */
    private String decide(Locale language) {
        Map<String, Object> template = head(DECIDE, "columns", language);
        template.put("category", category(WITH_OUTCOMES, "path", language));
        template.put("appliesTo", List.of("bpmn:Task", "bpmn:BusinessRuleTask"));
        template.put("elementType", Map.of("value", "bpmn:BusinessRuleTask"));
        template.put("entriesVisible", true);
        template.put(
                "properties",
                List.of(
                        label(DECIDE, language),
                        asked(
                                "camunda:decisionRef",
                                text("template.decisionRef", language),
                                text("template.decisionRef.description", language),
                                "[a-zA-Z_][\\w.-]{0,199}"),
                        asked(
                                "camunda:resultVariable",
                                text("template.resultVariable", language),
                                text("template.resultVariable.description", language),
                                "[a-z][a-zA-Z0-9]{0,59}"),
                        hidden("singleEntry", "camunda:mapDecisionResult")));
        return write(template);
    }

    private static Map<String, Object> asked(String binding, String label, String description, String pattern) {
        Map<String, Object> field = property(label, binding);
        field.put("description", description);
        field.put(
                "constraints",
                ordered("notEmpty", true, "pattern", ordered("value", "^" + pattern + "$", "message", description)));
        return field;
    }

    private Map<String, Object> head(String bean, String icon, Locale language) {
        Locale other = Locale.GERMAN.equals(language) ? Locale.ENGLISH : Locale.GERMAN;
        Map<String, Object> template = new LinkedHashMap<>();
        template.put("$schema", SCHEMA);
        template.put("name", text(bean, language));
        template.put("id", "dev.rapport." + bean);
        template.put("version", VERSION);
        template.put("description", text(bean + ".description", language));
        template.put("keywords", List.of(text(bean, other)));
        template.put("icon", Map.of("contents", icon(icon)));
        return template;
    }

    private Map<String, Object> category(Set<String> processes, String kind, Locale language) {
        List<String> sorted = processes.stream().sorted().toList();
        String where = sorted.stream()
                .map(process -> text("process." + process, language))
                .collect(Collectors.joining(", "));
        return ordered(
                "id",
                "rapport-" + String.join("-", sorted) + "-" + kind,
                "name",
                where + ": " + text("template.kind." + kind, language));
    }

    private Map<String, Object> label(String bean, Locale language) {
        Map<String, Object> label = property(text("template.label", language), "name");
        label.put("description", text("template.label.description", language));
        label.put("value", text(bean, language));
        label.put("constraints", Map.of("notEmpty", true));
        return label;
    }

    private static Map<String, Object> property(String label, String binding) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("label", label);
        property.put("type", "String");
        property.put("binding", ordered("type", "property", "name", binding));
        return property;
    }

    private static Map<String, Object> hidden(String value, String binding) {
        return ordered("type", "Hidden", "value", value, "binding", ordered("type", "property", "name", binding));
    }

    private String text(String key, Locale language) {
        return messages.getMessage("model." + key, null, language);
    }

    private String write(Map<String, Object> template) {
        return json.writeValueAsString(template) + "\n";
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            ordered.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return ordered;
    }

    private static String icon(String name) {
        String icon = Icons.ALL.get(name);
        if (icon == null) {
            throw new IllegalStateException("The sprite lacks the icon " + name);
        }
        return icon;
    }

    /** The icons of the pages' sprite as the data addresses that the Modeler asks for; read once. */
    private static final class Icons {

        private static final Pattern ICON =
                Pattern.compile("<symbol id=\"([a-z0-9-]+)\" viewBox=\"0 0 16 16\">(.*?)</symbol>");

        private static final Map<String, String> ALL = read();

        private static Map<String, String> read() {
            try {
                return ICON.matcher(new ClassPathResource("static/assets/icons.svg")
                                .getContentAsString(StandardCharsets.UTF_8))
                        .results()
                        .collect(Collectors.toUnmodifiableMap(
                                symbol -> symbol.group(1), symbol -> address(symbol.group(2))));
            } catch (IOException e) {
                throw new IllegalStateException("The sprite of the icons is part of the application", e);
            }
        }

        private static String address(String drawing) {
            String svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"16\" height=\"16\" viewBox=\"0 0 16 16\">"
                    + drawing + "</svg>";
            return "data:image/svg+xml;base64,"
                    + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
        }
    }
}
