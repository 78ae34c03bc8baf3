package dev.rapport.model.check;

import dev.rapport.model.check.Finding.Severity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Collects what is found in one file, each finding once. */
final class Findings {

    /** Longer ones are no names that anybody looks for. */
    private static final int LONGEST_ID = 500;

    private final String resource;
    private final Set<Finding> all = new LinkedHashSet<>();

    Findings(String resource) {
        this.resource = resource;
    }

    /** Refuses an element, named by itself or by the next one above that has an id. */
    void error(Element element, String code, Object... arguments) {
        add(Severity.ERROR, element, code, arguments);
    }

    /** Refuses an element unless that is said of it already, in other words. */
    void once(Element element, String code, Object... arguments) {
        String id = element.getAttribute("id");
        if (all.stream().noneMatch(found -> code.equals(found.code()) && id.equals(found.element()))) {
            error(element, code, arguments);
        }
    }

    void warning(Element element, String code, Object... arguments) {
        add(Severity.WARNING, element, code, arguments);
    }

    /** Refuses the file. */
    void ofFile(String code, Object... arguments) {
        ofPart(null, resource, code, arguments);
    }

    /** Refuses a part of the file that is no element. */
    void ofPart(@Nullable String element, String label, String code, Object... arguments) {
        all.add(Finding.error(resource, element, label, code, arguments));
    }

    List<Finding> all() {
        return new ArrayList<>(all);
    }

    /** Whether there are no errors but such as these. */
    boolean areAbout(Pattern codes) {
        return all.stream()
                .filter(Finding::isError)
                .allMatch(finding -> codes.matcher(finding.code()).matches());
    }

    boolean has(String code) {
        return all.stream().anyMatch(finding -> code.equals(finding.code()));
    }

    boolean has(String code, Element element) {
        return all.stream()
                .anyMatch(finding -> code.equals(finding.code())
                        && element.getAttribute("id").equals(finding.element()));
    }

    boolean hasErrors() {
        return all.stream().anyMatch(Finding::isError);
    }

    private void add(Severity severity, Element element, String code, Object... arguments) {
        Element named = element;
        while (named.getAttribute("id").isEmpty() && named.getParentNode() instanceof Element above) {
            named = above;
        }
        String id = named.getAttribute("id");
        boolean marks = !id.isEmpty() && id.length() <= LONGEST_ID;
        all.add(new Finding(resource, marks ? id : null, label(named, element), severity, code, List.of(arguments)));
    }

    /** What a person calls an element: its name, and the id by which the Modeler finds it. */
    private static String label(Element named, Element element) {
        String id = shorten(named.getAttribute("id"));
        String name = shorten(named.getAttribute("name"));
        if (!name.isEmpty()) {
            return "„" + name + "“ (" + id + ")";
        }
        return id.isEmpty() ? element.getLocalName() : id;
    }

    static String shorten(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= 80 ? line : line.substring(0, 80) + "…";
    }
}
