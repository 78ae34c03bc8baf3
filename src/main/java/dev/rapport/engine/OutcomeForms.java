package dev.rapport.engine;

import dev.rapport.shared.ModelNames;
import dev.rapport.shared.OutcomeCategory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.FormServiceImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.i18n.LocaleContextHolder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Forms of tasks as the engine hands them out, whoever asks: the options of the field {@code outcome} are those of the
 * model, so that there is no second place to name them. A field or group with the property {@code shownFor} is there only
 * for outcomes of these categories, {@code PERFORMED}, {@code NOT_PERFORMED} or {@code OPEN}.
 */
final class OutcomeForms extends FormServiceImpl {

    /** Of an outcome field: codes of those outcomes that leave the item open, for what reads dates as people type them. */
    static final String STAYS_OPEN = "staysOpen";

    private static final String SHOWN_FOR = "shownFor";

    private static final Set<String> CHOICES = Set.of("radio", "select");

    private final ObjectProvider<ModelledOutcomes> outcomes;
    private final ObjectProvider<ReportPaths> paths;
    private final ObjectProvider<ModelNames> names;
    private final JsonMapper json = JsonMapper.builder().build();

    OutcomeForms(
            ObjectProvider<ModelledOutcomes> outcomes,
            ObjectProvider<ReportPaths> paths,
            ObjectProvider<ModelNames> names) {
        this.outcomes = outcomes;
        this.paths = paths;
        this.names = names;
    }

    /** An outcome as a form offers it. */
    private record Option(String code, String verb, OutcomeCategory category) {}

    @Override
    public InputStream getDeployedTaskForm(String taskId) {
        byte[] form = read(super.getDeployedTaskForm(taskId));
        TaskEntity task =
                commandExecutor.execute(context -> context.getTaskManager().findTaskById(taskId));
        List<Option> offered = task == null || task.getProcessDefinitionId() == null ? List.of() : offered(task);
        return new ByteArrayInputStream(offered.isEmpty() ? form : filled(form, offered));
    }

    private List<Option> offered(TaskEntity task) {
        Locale reader = LocaleContextHolder.getLocale();
        String definition = task.getProcessDefinitionId();
        String element = task.getTaskDefinitionKey();
        return outcomes.getObject().offered(definition, element).stream()
                .map(outcome -> new Option(
                        outcome.code(),
                        outcome.verb(reader, names.getObject()),
                        paths.getObject().category(definition, element, outcome)))
                .toList();
    }

    private static byte[] read(InputStream form) {
        try (form) {
            return form.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] filled(byte[] form, List<Option> offered) {
        JsonNode read;
        try {
            read = json.readTree(form);
        } catch (JacksonException e) {
            // an embedded form of HTML, which has fields of its own
            return form;
        }
        fill(read.path("components"), offered);
        return json.writeValueAsBytes(read);
    }

    private void fill(JsonNode components, List<Option> offered) {
        for (JsonNode each : components) {
            if (each instanceof ObjectNode component) {
                if (ModelledOutcomes.VARIABLE.equals(component.path("key").asString(""))
                        && CHOICES.contains(component.path("type").asString(""))) {
                    offer(component, offered);
                }
                String shownFor = component.path("properties").path(SHOWN_FOR).asString("");
                if (!shownFor.isEmpty()) {
                    show(component, List.of(shownFor.split("[ ,]+")), offered);
                }
                fill(component.path("components"), offered);
            }
        }
    }

    private void offer(ObjectNode field, List<Option> offered) {
        ArrayNode values = json.createArrayNode();
        for (Option option : offered) {
            values.addObject().put("label", option.verb()).put("value", option.code());
        }
        field.remove(List.of("valuesKey", "valuesExpression"));
        field.set("values", values);
        ObjectNode properties = field.path("properties") instanceof ObjectNode own ? own : json.createObjectNode();
        properties.put(
                STAYS_OPEN,
                offered.stream()
                        .filter(option -> option.category() == OutcomeCategory.OPEN)
                        .map(Option::code)
                        .collect(Collectors.joining(" ")));
        field.set("properties", properties);
    }

    private void show(ObjectNode component, List<String> categories, List<Option> offered) {
        List<Option> others = offered.stream()
                .filter(option -> !categories.contains(option.category().name()))
                .toList();
        // before anything is chosen, what the usual outcome asks for
        Stream<String> unchosen =
                categories.contains(OutcomeCategory.PERFORMED.name()) ? Stream.of() : Stream.of("null", "\"\"");
        String hidden = Stream.concat(unchosen, others.stream().map(option -> json.writeValueAsString(option.code())))
                .map(value -> ModelledOutcomes.VARIABLE + " = " + value)
                .collect(Collectors.joining(" or "));
        ObjectNode conditional = json.createObjectNode();
        conditional.put("hide", "=" + (others.size() == offered.size() ? "true" : hidden.isEmpty() ? "false" : hidden));
        component.set("conditional", conditional);
    }
}
