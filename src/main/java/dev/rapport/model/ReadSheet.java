package dev.rapport.model;

import dev.rapport.model.ModelMeaning.Difference;
import dev.rapport.model.ModelSheet.Change;
import dev.rapport.model.ModelSheet.Changes;
import dev.rapport.model.ModelSheet.Found;
import dev.rapport.model.check.DecisionTable;
import dev.rapport.model.check.Finding;
import dev.rapport.model.check.Finding.Severity;
import dev.rapport.model.check.FindingSentences;
import dev.rapport.shared.ModelNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Makes of a file what a person reads. */
@Component
class ReadSheet {

    /** What only connects or frames others has nothing to tell. */
    private static final Set<String> SILENT = Set.of("association", "messageFlow", "dataObject");

    private static final int LONGEST_NOTE = 80;

    /** A version to compare with. */
    record Base(int version, ModelFile file) {}

    private record Named(String kind, @Nullable String name, boolean listed) {

        /** A way's label says something only together with the question that it answers. */
        Named from(@Nullable Named source) {
            return source == null || source.name == null || name == null
                    ? this
                    : new Named(kind, source.name + " " + name, listed);
        }
    }

    private final ElementKinds kinds;
    private final ModelNames names;
    private final FindingSentences sentences;
    private final ElementDetails details;

    ReadSheet(ElementKinds kinds, ModelNames names, FindingSentences sentences, ElementDetails details) {
        this.kinds = kinds;
        this.names = names;
        this.sentences = sentences;
        this.details = details;
    }

    ModelSheet of(ModelFile file, List<Finding> findings, @Nullable Base base, Locale locale) {
        byte[] content = file.content();
        Optional<Element> root = file.kind() == Standard.Kind.PROCESS ? BpmnFile.read(content) : Optional.empty();
        return new ModelSheet(
                file.name(),
                root.map(model -> drawing(file)).orElse(null),
                root.map(model -> StepList.of(model, kinds, name -> names.of(name, locale)))
                        .orElse(List.of()),
                file.isForm() ? FieldList.of(content) : List.of(),
                file.kind() == Standard.Kind.DECISION
                        ? DecisionTable.read(content).orElse(null)
                        : null,
                found(file.name(), findings, locale),
                base == null ? null : changes(base, file, locale));
    }

    private List<Found> found(String file, List<Finding> findings, Locale locale) {
        List<Found> found = new ArrayList<>();
        findings.stream()
                .filter(finding ->
                        finding.resource() == null || finding.resource().equals(file))
                .sorted(Comparator.comparing(Finding::severity))
                .forEach(finding -> found.add(new Found(
                        found.size() + 1,
                        finding.element(),
                        finding.severity() == Severity.ERROR,
                        sentences.of(finding, locale))));
        return found;
    }

    private Changes changes(Base base, ModelFile file, Locale locale) {
        Difference difference = base.file.meaning().differenceTo(file.meaning());
        Map<String, Named> before = named(base.file, locale);
        Map<String, Named> now = named(file, locale);
        List<Change> changes = new ArrayList<>();
        Map<String, Element> elementsBefore = elements(base.file);
        Map<String, Element> elementsNow = elements(file);
        add(difference.added(), "added", now, id -> List.of(), changes);
        add(difference.removed(), "removed", before, id -> List.of(), changes);
        add(
                difference.changed(),
                "changed",
                now,
                id -> {
                    Element old = elementsBefore.get(id);
                    Element other = elementsNow.get(id);
                    return old == null || other == null ? List.of() : details.differences(old, other, locale);
                },
                changes);
        boolean drawn = base.file.kind() == Standard.Kind.PROCESS;
        return new Changes(base.version, drawn ? drawing(base.file) : null, difference.isNone(), changes);
    }

    private static String drawing(ModelFile file) {
        return new String(file.content(), StandardCharsets.UTF_8);
    }

    private static void add(
            Collection<String> ids,
            String how,
            Map<String, Named> names,
            Function<String, List<String>> details,
            List<Change> changes) {
        for (String id : ids) {
            Named named = names.getOrDefault(id, new Named("note", id, false));
            changes.add(new Change(id, how, named.kind, named.name, named.listed, details.apply(id)));
        }
    }

    private Map<String, Named> named(ModelFile file, Locale locale) {
        Map<String, Named> named = new HashMap<>();
        if (file.kind() != Standard.Kind.PROCESS) {
            file.meaning()
                    .parts()
                    .forEach((key, part) -> named.put(
                            key,
                            new Named(
                                    file.isForm() ? "field" : part.kind(),
                                    part.name() == null ? key : part.name(),
                                    part.shown())));
            return named;
        }
        Map<String, Element> elements = elements(file);
        elements.forEach((id, element) -> named.put(id, named(element, locale)));
        elements.forEach((id, element) -> {
            if ("sequenceFlow".equals(element.getLocalName())) {
                // an outcome has a name of its own, a way is one of a gateway
                named.computeIfPresent(
                        id,
                        (same, flow) -> flow.kind.equals("outcome") && flow.name != null
                                ? flow
                                : flow.from(named.get(element.getAttribute("sourceRef"))));
            }
        });
        return named;
    }

    /** Those of a model, by their ids. */
    private static Map<String, Element> elements(ModelFile file) {
        Map<String, Element> elements = new HashMap<>();
        if (file.kind() == Standard.Kind.PROCESS) {
            BpmnFile.read(file.content()).ifPresent(root -> {
                var all = root.getElementsByTagNameNS(BpmnFile.BPMN, "*");
                for (int i = 0; i < all.getLength(); i++) {
                    Element element = (Element) all.item(i);
                    if (element.hasAttribute("id")) {
                        elements.put(element.getAttribute("id"), element);
                    }
                }
            });
        }
        return elements;
    }

    private Named named(Element element, Locale locale) {
        String name = element.getAttribute("name").strip();
        if ("textAnnotation".equals(element.getLocalName())) {
            String text = element.getTextContent().strip();
            return new Named(
                    "note", text.length() <= LONGEST_NOTE ? text : text.substring(0, LONGEST_NOTE) + "…", true);
        }
        boolean flow = "sequenceFlow".equals(element.getLocalName());
        String kind = kinds.of(element);
        return new Named(
                kind,
                name.isEmpty() ? null : names.of(name, locale),
                !SILENT.contains(element.getLocalName()) && !(flow && name.isEmpty() && !hasCondition(element)));
    }

    private static boolean hasCondition(Element flow) {
        for (Node child = flow.getFirstChild(); child != null; child = child.getNextSibling()) {
            if ("conditionExpression".equals(child.getLocalName())) {
                return true;
            }
        }
        return false;
    }
}
