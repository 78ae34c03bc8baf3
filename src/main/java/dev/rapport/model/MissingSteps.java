package dev.rapport.model;

import dev.rapport.engine.ExpressionGrammar;
import dev.rapport.engine.ModelSteps;
import dev.rapport.model.DeployedModels.Count;
import dev.rapport.model.DeployedModels.Deployed;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.w3c.dom.Element;

/**
 * Finds steps that deployed models name and this version of Rapport does not have. Without it the first that anybody
 * sees of it is a failing completion, or a timer's incident at night.
 */
@Service
class MissingSteps {

    private static final Logger log = LoggerFactory.getLogger(MissingSteps.class);

    private final DeployedModels deployed;
    private final ModelSteps steps;

    MissingSteps(DeployedModels deployed, ModelSteps steps) {
        this.deployed = deployed;
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
        List<Count> running = deployed.running();
        Stream<Deployed> stillRunning = running.stream()
                .map(Count::key)
                .distinct()
                .flatMap(key -> deployed.versions(key).stream())
                .filter(version -> running.stream()
                        .anyMatch(count -> count.key().equals(version.key()) && count.version() == version.version()));
        return Stream.concat(deployed.inForce().stream(), stillRunning)
                .filter(version -> version.kind() == Standard.Kind.PROCESS)
                .distinct()
                .sorted(Comparator.comparing(Deployed::key).thenComparing(Deployed::version))
                .flatMap(this::missingIn)
                .toList();
    }

    /** Reads the file and not the engine's idea of it: a version that cannot be read is no reason not to start. */
    private Stream<MissingStep> missingIn(Deployed version) {
        Optional<Element> root = BpmnFile.read(deployed.file(version).content());
        if (root.isEmpty()) {
            log.error("Process {} version {} cannot be read", version.key(), version.version());
            return Stream.of();
        }
        var elements = root.get().getElementsByTagNameNS("*", "*");
        return IntStream.range(0, elements.getLength())
                .mapToObj(i -> (Element) elements.item(i))
                .flatMap(element -> missingIn(version, element));
    }

    /** The delegate expression of an element or of a listener, which processes and sequence flows have as well. */
    private Stream<MissingStep> missingIn(Deployed version, Element element) {
        // an element of Camunda's own has it without a prefix
        String expression = element.getAttributeNS(
                BpmnFile.CAMUNDA.equals(element.getNamespaceURI()) ? null : BpmnFile.CAMUNDA, "delegateExpression");
        if (expression.isEmpty() || exists(expression)) {
            return Stream.of();
        }
        Element owner = element;
        while (owner.getAttribute("id").isEmpty() && owner.getParentNode() instanceof Element above) {
            owner = above;
        }
        return Stream.of(new MissingStep(
                version.key(), version.version(), owner.getAttribute("id"), owner.getAttribute("name"), expression));
    }

    private boolean exists(String expression) {
        return ExpressionGrammar.singleName(expression).filter(steps::exists).isPresent();
    }
}
