package dev.rapport.model;

import dev.rapport.engine.ModelSteps;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.springframework.stereotype.Service;

/**
 * Finds steps that deployed models name and this version of Rapport does not have. Without it the first that anybody
 * sees of it is a failing completion, or a timer's incident at night.
 */
@Service
class MissingSteps {

    private static final Pattern BEAN = Pattern.compile("\\s*[$#]\\{\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*}\\s*");

    private final RepositoryService repositoryService;
    private final RuntimeService runtimeService;
    private final ModelSteps steps;

    MissingSteps(RepositoryService repositoryService, RuntimeService runtimeService, ModelSteps steps) {
        this.repositoryService = repositoryService;
        this.runtimeService = runtimeService;
        this.steps = steps;
    }

    /** A step that is named by an element of a model, and is not there. */
    record MissingStep(String process, int version, String element, String label, String expression) {

        @Override
        public String toString() {
            return "%s in \"%s\" (%s), process %s version %d".formatted(expression, label, element, process, version);
        }
    }

    /** Looks through the newest version of each process and every version that has running instances. */
    List<MissingStep> find() {
        return Stream.concat(
                        repositoryService.createProcessDefinitionQuery().latestVersion().list().stream(),
                        repositoryService.createProcessDefinitionQuery().list().stream()
                                .filter(this::isRunning))
                .collect(Collectors.toMap(ProcessDefinition::getId, d -> d, (a, b) -> a))
                .values()
                .stream()
                .sorted(Comparator.comparing(ProcessDefinition::getKey).thenComparing(ProcessDefinition::getVersion))
                .flatMap(this::missingIn)
                .toList();
    }

    private boolean isRunning(ProcessDefinition definition) {
        return !runtimeService
                .createProcessInstanceQuery()
                .processDefinitionId(definition.getId())
                .listPage(0, 1)
                .isEmpty();
    }

    private Stream<MissingStep> missingIn(ProcessDefinition definition) {
        return repositoryService
                .getBpmnModelInstance(definition.getId())
                .getModelElementsByType(BaseElement.class)
                .stream()
                .flatMap(element -> expressions(element)
                        .filter(expression -> !exists(expression))
                        .map(expression -> new MissingStep(
                                definition.getKey(),
                                definition.getVersion(),
                                element.getId(),
                                String.valueOf(element.getAttributeValue("name")),
                                expression)));
    }

    private boolean exists(String expression) {
        Matcher bean = BEAN.matcher(expression);
        return bean.matches() && steps.exists(bean.group(1));
    }

    /** The delegate expressions of an element and of its listeners, which processes and sequence flows have as well. */
    private static Stream<String> expressions(BaseElement element) {
        Stream<ModelElementInstance> below = element.getExtensionElements() == null
                ? Stream.of()
                : element.getExtensionElements().getElements().stream();
        return Stream.concat(Stream.of(element), below)
                .map(named -> named.getAttributeValueNs(BpmnModelConstants.CAMUNDA_NS, "delegateExpression"))
                .flatMap(Stream::ofNullable);
    }
}
