package dev.rapport.model.check;

import dev.rapport.engine.ExpressionGrammar;
import dev.rapport.engine.ItemFacts;
import dev.rapport.engine.Lifecycle;
import dev.rapport.engine.ModelSteps;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.shared.BusinessTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says everything that is wrong with models and forms before anybody deploys them: every finding of every file at once.
 * Reads only; nothing runs. What only shows when a model runs is the business of the trial run.
 */
@Service
class CheckDrawings {

    private static final int LARGEST = 1024 * 1024;

    /** What is wrong with a model although every way through it can be walked. */
    private static final Pattern BESIDE_THE_WAYS = Pattern.compile(
            "(date|priority|retry|ttl|parameter|decision)-.*|timer-.*|(group|user)-unknown|form-.*|too-long|not-executable");

    private static final Pattern FILE = Pattern.compile("[^/\\\\\\p{Cntrl}]{1,200}\\.(bpmn|form|dmn)");

    private final ModelSteps steps;
    private final Map<String, Lifecycle> lifecycles;
    private final List<ItemFacts> facts;
    private final InForce inForce;
    private final BusinessTime time;

    CheckDrawings(
            ModelSteps steps, List<Lifecycle> lifecycles, List<ItemFacts> facts, InForce inForce, BusinessTime time) {
        this.steps = steps;
        this.lifecycles = lifecycles.stream().collect(Collectors.toMap(Lifecycle::process, Function.identity()));
        this.facts = facts;
        this.inForce = inForce;
        this.time = time;
    }

    /**
     * Checks the files of one deployment together.
     *
     * @param resources content by file name
     * @return what was found, file by file; errors and warnings
     */
    List<Finding> check(Map<String, byte[]> resources) {
        return new Run(resources).check();
    }

    /** One check of one deployment. */
    private final class Run {

        private final Map<String, byte[]> resources;
        private final Map<String, Findings> findings = new LinkedHashMap<>();
        private final Map<String, Document> models = new LinkedHashMap<>();
        private final Map<String, JsonNode> forms = new HashMap<>();
        private final Map<String, String> formFiles = new HashMap<>();
        private final Map<String, DecisionTable> decisions = new HashMap<>();
        private final Map<String, String> decisionFiles = new HashMap<>();
        private final Map<String, StepDeclaration> catalogue = steps.catalogue();

        Run(Map<String, byte[]> resources) {
            this.resources = resources;
            resources.keySet().forEach(name -> findings.put(name, new Findings(name)));
        }

        List<Finding> check() {
            resources.forEach(this::read);
            List.copyOf(models.keySet()).forEach(this::checkWords);
            Map<String, List<Element>> processes = new LinkedHashMap<>();
            models.forEach((name, document) -> processes.put(name, checkFile(name, document)));
            checkKeys(processes);
            processes.forEach((name, ofFile) -> ofFile.forEach(process -> checkProcess(name, process)));
            checkUsesOfForms(processes);
            checkUsesOfDecisions(processes);
            checkCalls(processes);
            return findings.values().stream()
                    .flatMap(each -> each.all().stream())
                    .toList();
        }

        private Findings of(String name) {
            return Objects.requireNonNull(findings.get(name));
        }

        private void read(String name, byte[] content) {
            if (!FILE.matcher(name).matches()) {
                of(name).ofFile("file");
            } else if (content.length > LARGEST) {
                of(name).ofFile("too-large");
            } else if (name.endsWith(".form")) {
                readForm(name, content);
            } else if (name.endsWith(".dmn")) {
                readDecision(name, content);
            } else {
                readModel(name, content);
            }
        }

        private void readModel(String name, byte[] content) {
            try {
                Document document = Xml.parse(content);
                Element root = document.getDocumentElement();
                if (BpmnAllowlist.BPMN.equals(root.getNamespaceURI()) && "definitions".equals(root.getLocalName())) {
                    models.put(name, document);
                } else {
                    of(name).ofFile("xml");
                }
            } catch (SAXException e) {
                of(name).ofFile(String.valueOf(e.getMessage()).contains("DOCTYPE") ? "doctype" : "xml");
            }
        }

        private void readDecision(String name, byte[] content) {
            try {
                Document document = Xml.parse(content);
                if (!DecisionTable.DMN.equals(document.getDocumentElement().getNamespaceURI())) {
                    of(name).ofFile("dmn");
                } else if (new DecisionCheck(of(name)).check(document)) {
                    DecisionTable table =
                            DecisionTable.of(document.getDocumentElement()).orElseThrow();
                    decisionFiles.put(table.key(), name);
                    if (decisions.put(table.key(), table) != null) {
                        of(name).ofFile("decision-twice", table.key());
                    }
                }
            } catch (SAXException e) {
                of(name).ofFile(String.valueOf(e.getMessage()).contains("DOCTYPE") ? "doctype" : "dmn");
            }
        }

        private void readForm(String name, byte[] content) {
            try {
                JsonNode form = JsonMapper.shared().readTree(content);
                String id = form.path("id").asString("");
                if (!form.isObject() || id.isBlank() || !form.path("components").isArray()) {
                    of(name).ofFile("form");
                } else if (id.length() > 255) {
                    of(name).ofFile("too-long", "id", 255);
                } else if (forms.put(id, form) != null) {
                    of(name).ofFile("form-twice", id);
                } else {
                    formFiles.put(id, name);
                    new FormVocabulary(of(name)).check(form, name);
                }
            } catch (JacksonException e) {
                of(name).ofFile("form");
            }
        }

        private void checkWords(String name) {
            Set<String> along = models.values().stream()
                    .flatMap(model -> Xml.children(model.getDocumentElement(), "process"))
                    .map(process -> process.getAttribute("id"))
                    .collect(Collectors.toSet());
            BpmnVocabulary words = new BpmnVocabulary(
                    steps::exists,
                    stepsOf(Objects.requireNonNull(models.get(name))),
                    key -> along.contains(key) || inForce.hasProcess(key),
                    of(name));
            if (!words.check(Objects.requireNonNull(models.get(name)))) {
                models.remove(name);
            }
        }

        /** What a model may name, in words. */
        private String stepsOf(Document model) {
            Set<String> processes = Xml.children(model.getDocumentElement(), "process")
                    .map(process -> process.getAttribute("id"))
                    .collect(Collectors.toSet());
            String names = catalogue.entrySet().stream()
                    .filter(step -> processes.stream()
                            .anyMatch(process -> step.getValue().isMeantFor(process)))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.joining(", "));
            return names.isEmpty() ? "–" : names;
        }

        private List<Element> checkFile(String name, Document document) {
            String base = name.substring(0, name.lastIndexOf('.'));
            Set<String> called = models.values().stream()
                    .flatMap(model -> Xml.tree(model.getDocumentElement()))
                    .map(element -> element.getAttribute("calledElement"))
                    .collect(Collectors.toSet());
            FileCheck files = new FileCheck(of(name));
            List<Element> executable = files.check(
                    document,
                    lifecycles.containsKey(base) ? Set.of(base) : Set.of(),
                    lifecycles.keySet().stream().sorted().toList(),
                    called);
            boolean complete = !lifecycles.containsKey(base)
                    || executable.stream().anyMatch(process -> base.equals(process.getAttribute("id")));
            if (complete) {
                executable.forEach(process -> files.checkSteps(process, catalogue));
            }
            return executable;
        }

        private void checkKeys(Map<String, List<Element>> processes) {
            Map<String, Element> keys = new HashMap<>();
            // the file that is named after the process is the right one
            processes.forEach((name, ofFile) -> ofFile.stream()
                    .filter(process -> name.equals(process.getAttribute("id") + ".bpmn"))
                    .forEach(process -> keys.putIfAbsent(process.getAttribute("id"), process)));
            processes.forEach((name, ofFile) -> ofFile.stream()
                    .filter(process ->
                            keys.merge(process.getAttribute("id"), process, (first, next) -> first) != process)
                    .forEach(process -> of(name).error(process, "process-twice")));
        }

        private void checkProcess(String name, Element process) {
            Findings found = of(name);
            ProcessGraph graph = new ProcessGraph(process);
            Lifecycle lifecycle = lifecycles.get(graph.key());
            new StructureCheck(graph, found).check();
            Names names = new Names(graph.key(), lifecycle, catalogue.values(), facts);
            ValueCheck values = new ValueCheck(graph, names, new TimerCheck(found, time.now()), found);
            values.check();
            Map<String, Optional<DecisionTable>> decided = new DecisionUse(graph, names, this::table, found).check();
            new ParameterCheck(graph, catalogue, inForce, decided, found).check();
            FormCheck formCheck = new FormCheck(reachable(graph), inForce, catalogue);
            formCheck.check(graph, lifecycle, found, this::ofForm);
            CycleCheck cycles = new CycleCheck(graph, catalogue, found);
            cycles.checkAtOnce();
            if (lifecycle != null && found.areAbout(BESIDE_THE_WAYS)) {
                new LifecycleCheck(graph, lifecycle, catalogue, names, found).check();
                warn(graph, lifecycle, found);
            } else if (lifecycle != null) {
                values.checkNames(new Moves(graph, lifecycle));
            } else {
                values.checkFacts(new Moves(graph, null));
            }
            if (!found.has("cycle") && !found.has("variable-unknown")) {
                cycles.checkInTheBackground();
            }
        }

        private @Nullable Findings ofForm(String key) {
            String file = formFiles.get(key);
            return file == null ? null : of(file);
        }

        /** Conditions and events that the model does without: allowed, and good to know. */
        private void warn(ProcessGraph graph, Lifecycle lifecycle, Findings found) {
            Set<String> used = Xml.tree(graph.process)
                    .map(element -> ExpressionGrammar.singleName(Objects.requireNonNullElse(
                                    Xml.camunda(element, "delegateExpression"),
                                    element.getAttribute("delegateExpression")))
                            .orElse(""))
                    .collect(Collectors.toSet());
            catalogue.forEach((bean, step) -> {
                if (step.usual() && step.processes().contains(lifecycle.process()) && !used.contains(bean)) {
                    found.warning(graph.process, "without." + bean);
                }
            });
        }

        private Map<String, JsonNode> reachable(ProcessGraph graph) {
            Map<String, JsonNode> reachable = new HashMap<>(forms);
            graph.nodes().stream()
                    .map(node -> Xml.camunda(node.element, "formRef"))
                    .filter(key -> key != null && !reachable.containsKey(key))
                    .map(String::valueOf)
                    .forEach(key -> inForce.form(key)
                            .ifPresent(content ->
                                    reachable.put(key, JsonMapper.shared().readTree(content))));
            return reachable;
        }

        /** A form that comes alone is held against the models in force. */
        private void checkUsesOfForms(Map<String, List<Element>> processes) {
            if (formFiles.isEmpty()) {
                return;
            }
            Set<String> along = processes.values().stream()
                    .flatMap(List::stream)
                    .map(process -> process.getAttribute("id"))
                    .collect(Collectors.toSet());
            for (Lifecycle lifecycle : lifecycles.values()) {
                if (!along.contains(lifecycle.process())) {
                    inForce.model(lifecycle.process()).ifPresent(content -> checkUses(lifecycle, content));
                }
            }
        }

        private void checkUses(Lifecycle lifecycle, byte[] content) {
            try {
                Findings elsewhere = new Findings(lifecycle.process());
                Xml.children(Xml.parse(content).getDocumentElement(), "process")
                        .filter(process -> lifecycle.process().equals(process.getAttribute("id")))
                        .map(ProcessGraph::new)
                        .forEach(graph -> {
                            new FormCheck(forms, inForce, catalogue).check(graph, lifecycle, elsewhere, this::ofForm);
                        });
            } catch (SAXException e) {
                throw new IllegalStateException("A deployed model can be read", e);
            }
        }

        private Optional<DecisionTable> table(String key) {
            return Optional.ofNullable(decisions.get(key))
                    .or(() -> inForce.decision(key).flatMap(DecisionTable::read));
        }

        /** A table that comes without the models that ask it is held against those in force. */
        private void checkUsesOfDecisions(Map<String, List<Element>> processes) {
            Set<String> along = processes.values().stream()
                    .flatMap(List::stream)
                    .map(process -> process.getAttribute("id"))
                    .collect(Collectors.toSet());
            lifecycles.keySet().stream()
                    .filter(process -> !decisions.isEmpty() && !along.contains(process))
                    .forEach(process ->
                            inForce.model(process).ifPresent(content -> checkUsesOfDecisions(process, content)));
        }

        private void checkUsesOfDecisions(String key, byte[] content) {
            try {
                Xml.children(Xml.parse(content).getDocumentElement(), "process")
                        .filter(process -> key.equals(process.getAttribute("id")))
                        .forEach(process -> decisions.keySet().stream()
                                .filter(DecisionUse.asked(process)::contains)
                                .forEach(decision -> checkUse(process, decision)));
            } catch (SAXException e) {
                throw new IllegalStateException("A deployed model can be read", e);
            }
        }

        private void checkUse(Element process, String decision) {
            Findings elsewhere = new Findings(process.getAttribute("id"));
            ProcessGraph graph = new ProcessGraph(process);
            Names names = new Names(graph.key(), lifecycles.get(graph.key()), catalogue.values(), facts);
            Map<String, Optional<DecisionTable>> decided =
                    new DecisionUse(graph, names, this::table, elsewhere).check();
            new ParameterCheck(graph, catalogue, inForce, decided, elsewhere).check();
            String file = Objects.requireNonNull(decisionFiles.get(decision));
            elsewhere.all().stream()
                    .filter(Finding::isError)
                    .forEach(found -> of(file).ofPart(null, decision, "decision-used", found.label(), graph.key()));
        }

        private void checkCalls(Map<String, List<Element>> processes) {
            new CallCheck(processes, inForce).check(lifecycles.keySet(), this::of);
        }
    }
}
