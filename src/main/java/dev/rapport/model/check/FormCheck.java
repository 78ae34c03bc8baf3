package dev.rapport.model.check;

import dev.rapport.engine.ExpressionGrammar;
import dev.rapport.engine.Lifecycle;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.model.check.ProcessGraph.Node;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whether forms and people that a model names are there, and forms ask for what the model and Rapport need. */
final class FormCheck {

    private static final String OUTCOME = "outcome";

    private final Map<String, JsonNode> forms;
    private final InForce inForce;
    private final Map<String, StepDeclaration> steps;

    /**
     * @param forms every form that the model can reach, by its id
     */
    FormCheck(Map<String, JsonNode> forms, InForce inForce, Map<String, StepDeclaration> steps) {
        this.forms = forms;
        this.inForce = inForce;
        this.steps = steps;
    }

    /**
     * Checks a model, and tells the faults of a form that comes along at the form.
     *
     * @param ofForm where the faults of a form are told; null for a form that is deployed already
     */
    void check(
            ProcessGraph graph,
            @Nullable Lifecycle lifecycle,
            Findings ofModel,
            java.util.function.Function<String, @Nullable Findings> ofForm) {
        // where there are two, that is said elsewhere
        List<Node> starts = graph.in(null).stream()
                .filter(node -> node.is("startEvent") && node.event().isEmpty())
                .toList();
        Node start = starts.size() == 1 ? starts.get(0) : null;
        for (Node node : graph.nodes()) {
            if (node.is("userTask")) {
                checkPeople(node, ofModel);
            }
            if (node.is("userTask") || node.equals(start)) {
                checkForm(graph, node, lifecycle, ofModel, ofForm);
            }
        }
    }

    private void checkPeople(Node task, Findings findings) {
        literals(task, "candidateGroups")
                .filter(group -> !inForce.hasGroup(group))
                .forEach(group -> findings.error(task.element, "group-unknown", Findings.shorten(group)));
        Stream.concat(literals(task, "assignee"), literals(task, "candidateUsers"))
                .filter(user -> !inForce.hasUser(user))
                .forEach(user -> findings.error(task.element, "user-unknown", Findings.shorten(user)));
    }

    private static Stream<String> literals(Node task, String attribute) {
        String names = Xml.camunda(task.element, attribute);
        return names == null || !ExpressionGrammar.isPlain(names)
                ? Stream.of()
                : Arrays.stream(names.split(",")).map(String::strip).filter(name -> !name.isEmpty());
    }

    private void checkForm(
            ProcessGraph graph,
            Node node,
            @Nullable Lifecycle lifecycle,
            Findings ofModel,
            java.util.function.Function<String, @Nullable Findings> ofForm) {
        Set<String> outcomes = node.is("userTask") ? new Moves(graph, lifecycle).outcomesBehind(node) : Set.of();
        Set<String> needed = needed(graph, node, lifecycle, outcomes);
        String reference = Xml.camunda(node.element, "formRef");
        if (reference == null || reference.isBlank()) {
            if (!needed.isEmpty() && lifecycle != null) {
                boolean work = isWork(node, lifecycle) || node.is("startEvent");
                if (work) {
                    ofModel.error(node.element, "form-missing");
                } else {
                    ofModel.warning(node.element, "form-none");
                }
            }
            return;
        }
        JsonNode form = forms.get(reference);
        if (!ExpressionGrammar.isPlain(reference)) {
            // said elsewhere
            return;
        }
        if (form == null) {
            ofModel.error(node.element, "form-unknown", Findings.shorten(reference));
            return;
        }
        if (!"latest".equals(Xml.camunda(node.element, "formRefBinding"))) {
            ofModel.error(node.element, "form-binding", Findings.shorten(reference));
        }
        Map<String, JsonNode> fields = fields(form);
        Findings findings = ofForm.apply(reference);
        for (String key : needed.stream().sorted().toList()) {
            if (!fields.containsKey(key)) {
                tell(findings, ofModel, node, reference, "form-field-missing", key);
            }
        }
    }

    private Set<String> needed(ProcessGraph graph, Node node, @Nullable Lifecycle lifecycle, Set<String> outcomes) {
        if (lifecycle == null) {
            return Set.of();
        }
        if (node.is("startEvent")) {
            return lifecycle.startForm();
        }
        if (isWork(node, lifecycle) && lifecycle.work() != null) {
            Lifecycle.Work work = lifecycle.work();
            return graph.nodes().stream().anyMatch(this::asksAnew)
                    ? Stream.concat(work.form().stream(), work.again().stream()).collect(Collectors.toSet())
                    : work.form();
        }
        return outcomes.isEmpty() ? Set.of() : Set.of(OUTCOME);
    }

    private boolean asksAnew(Node node) {
        StepDeclaration step = node.is("serviceTask") ? steps.get(CycleCheck.step(node)) : null;
        return step != null && step.asksAnew();
    }

    private static boolean isWork(Node node, Lifecycle lifecycle) {
        return lifecycle.work() != null && node.id().equals(lifecycle.work().task());
    }

    /** At the form if it comes along: it is the one to be mended. */
    private static void tell(
            @Nullable Findings findings, Findings ofModel, Node node, String reference, String code, String what) {
        if (findings == null) {
            ofModel.error(node.element, code, what, reference);
        } else {
            findings.ofPart(null, what, code, what, reference);
        }
    }

    /** Fields that hand something in, by key. */
    private static Map<String, JsonNode> fields(JsonNode form) {
        Map<String, JsonNode> fields = new HashMap<>();
        collect(form.path("components"), fields);
        return fields;
    }

    private static void collect(JsonNode components, Map<String, JsonNode> fields) {
        for (JsonNode component : components) {
            String key = component.path("key").asString("");
            if (!key.isEmpty() && !component.path("disabled").asBoolean(false)) {
                fields.put(key, component);
            }
            // what is in a list of rows is a field of the list
            if (!"dynamiclist".equals(component.path("type").asString(""))) {
                collect(component.path("components"), fields);
            }
        }
    }
}
