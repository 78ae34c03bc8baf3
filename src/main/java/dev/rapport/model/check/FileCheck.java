package dev.rapport.model.check;

import dev.rapport.engine.ExpressionGrammar;
import dev.rapport.engine.StepDeclaration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What a model must be so that the engine takes it as the process it is meant for, and keeps it in its columns. */
final class FileCheck {

    private static final int COLUMN = 255;
    private static final int VERSION_TAG = 64;
    private static final int DESCRIPTION = 4000;

    /** Attributes that end up in columns. */
    private static final Set<String> KEPT = Set.of(
            "id",
            "name",
            "versionTag",
            "targetNamespace",
            "assignee",
            "candidateUsers",
            "candidateGroups",
            "formRef",
            "calledElement",
            "errorCode",
            "escalationCode");

    private static final Pattern TIME_TO_LIVE = Pattern.compile("P\\d{1,5}D|\\d{1,5}");

    private final Findings findings;

    FileCheck(Findings findings) {
        this.findings = findings;
    }

    /**
     * Checks one file.
     *
     * @param required keys of the processes that a file of this name must hold
     * @param started keys of the processes that Rapport starts
     * @param called keys of the processes that models call
     * @return its executable processes
     */
    List<Element> check(Document document, Set<String> required, Collection<String> started, Set<String> called) {
        Element definitions = document.getDocumentElement();
        List<Element> processes = Xml.children(definitions, "process").toList();
        List<Element> executable = processes.stream()
                .filter(process -> "true".equals(process.getAttribute("isExecutable")))
                .toList();
        if (processes.isEmpty()) {
            findings.ofFile("process-missing");
        } else if (executable.isEmpty()) {
            findings.error(processes.get(0), "not-executable");
        }
        processes.stream()
                .filter(process -> !executable.contains(process) && !executable.isEmpty())
                .filter(process -> started.contains(process.getAttribute("id")))
                .forEach(process -> findings.error(process, "not-executable"));
        for (String key : required) {
            if (processes.stream().noneMatch(process -> key.equals(process.getAttribute("id")))) {
                findings.ofFile("process-gone", key);
            }
        }
        for (Element process : executable) {
            checkTimeToLive(process);
            String key = process.getAttribute("id");
            if (!started.contains(key) && !called.contains(key) && required.isEmpty()) {
                findings.warning(process, "process-unknown", Findings.shorten(key), String.join(", ", started));
            }
        }
        checkIds(definitions);
        Xml.tree(definitions).forEach(this::checkLengths);
        return executable;
    }

    private void checkTimeToLive(Element process) {
        String timeToLive = Xml.camunda(process, "historyTimeToLive");
        if (timeToLive == null || timeToLive.isBlank()) {
            findings.error(process, "ttl-missing");
        } else if (!TIME_TO_LIVE.matcher(timeToLive.strip()).matches()) {
            findings.error(process, "ttl-invalid", Findings.shorten(timeToLive));
        }
    }

    private void checkIds(Element definitions) {
        Set<String> ids = new HashSet<>();
        Xml.tree(definitions)
                .filter(element -> BpmnAllowlist.BPMN.equals(element.getNamespaceURI()))
                .filter(element -> element.hasAttribute("id") && !ids.add(element.getAttribute("id")))
                .forEach(element -> findings.error(element, "id-twice"));
        Xml.tree(definitions)
                .filter(element -> Set.of("process", "sequenceFlow").contains(element.getLocalName())
                        || element.getLocalName().matches(".*(Event|Task|Gateway|task|Process|Activity)"))
                .filter(element -> element.getAttribute("id").isBlank())
                .forEach(element -> findings.error(element, "id-missing"));
    }

    private void checkLengths(Element element) {
        if (!BpmnAllowlist.BPMN.equals(element.getNamespaceURI())
                && !BpmnAllowlist.CAMUNDA.equals(element.getNamespaceURI())) {
            return;
        }
        for (var attribute : Xml.attributes(element)) {
            int most = "versionTag".equals(attribute.getLocalName()) ? VERSION_TAG : COLUMN;
            boolean list = Set.of("candidateUsers", "candidateGroups").contains(attribute.getLocalName());
            int longest = list
                    ? Arrays.stream(attribute.getValue().split(","))
                            .mapToInt(String::length)
                            .max()
                            .orElse(0)
                    : attribute.getValue().length();
            if (longest > most && KEPT.contains(attribute.getLocalName())) {
                findings.error(element, "too-long", attribute.getLocalName(), most);
            }
        }
        boolean description = "documentation".equals(element.getLocalName())
                && element.getParentNode() instanceof Element owner
                && "userTask".equals(owner.getLocalName());
        if (description && Xml.directText(element).length() > DESCRIPTION) {
            findings.error(element, "too-long", "documentation", DESCRIPTION);
        }
    }

    /** Steps that stand in a process they are not meant for. */
    void checkSteps(Element process, Map<String, StepDeclaration> steps) {
        String key = process.getAttribute("id");
        Xml.tree(process).forEach(element -> {
            String step = ExpressionGrammar.singleName(named(element)).orElse("");
            StepDeclaration declared = steps.get(step);
            if (declared != null && !declared.isMeantFor(key)) {
                findings.error(
                        element,
                        "step-wrong-process",
                        step,
                        String.join(", ", declared.processes().stream().sorted().toList()));
            }
        });
    }

    private static @Nullable String named(Element element) {
        String ofTask = Xml.camunda(element, "delegateExpression");
        return ofTask == null ? Xml.attribute(element, null, "delegateExpression") : ofTask;
    }
}
