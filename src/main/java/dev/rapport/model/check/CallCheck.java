package dev.rapport.model.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Whether a process calls itself, also over others: each call would begin another one, without end. */
final class CallCheck {

    private final Map<String, List<Element>> processes;
    private final Map<String, Set<String>> calls = new HashMap<>();
    private final InForce inForce;

    CallCheck(Map<String, List<Element>> processes, InForce inForce) {
        this.processes = processes;
        this.inForce = inForce;
        processes.values().stream()
                .flatMap(List::stream)
                .forEach(process -> calls.put(process.getAttribute("id"), calledBy(process)));
    }

    /**
     * Checks every call.
     *
     * @param started keys of the processes that Rapport starts, each for an item of its own
     */
    void check(Set<String> started, Function<String, Findings> findings) {
        processes.forEach((file, ofFile) -> ofFile.stream()
                .flatMap(Xml::tree)
                .filter(element -> "callActivity".equals(element.getLocalName()))
                .filter(call -> started.contains(call.getAttribute("calledElement")))
                .filter(call -> !leadsTo(call.getAttribute("calledElement"), processOf(call)))
                .forEach(call -> findings.apply(file).error(call, "call-of-item", call.getAttribute("calledElement"))));
        processes.forEach((file, ofFile) -> ofFile.forEach(process -> Xml.tree(process)
                .filter(element -> "callActivity".equals(element.getLocalName()))
                .filter(call -> leadsTo(call.getAttribute("calledElement"), process.getAttribute("id")))
                .forEach(call -> findings.apply(file).error(call, "call-cycle"))));
    }

    private static String processOf(Element call) {
        Node above = call;
        while (above instanceof Element element && !"process".equals(element.getLocalName())) {
            above = above.getParentNode();
        }
        return above instanceof Element process ? process.getAttribute("id") : "";
    }

    private boolean leadsTo(String from, String key) {
        return leadsTo(from, key, new HashSet<>());
    }

    private boolean leadsTo(String from, String key, Set<String> seen) {
        return from.equals(key) || (seen.add(from) && called(from).stream().anyMatch(next -> leadsTo(next, key, seen)));
    }

    private Set<String> called(String key) {
        return calls.computeIfAbsent(
                key, missing -> inForce.model(missing).map(CallCheck::read).orElse(Set.of()));
    }

    private static Set<String> read(byte[] content) {
        try {
            return calledBy(Xml.parse(content).getDocumentElement());
        } catch (SAXException e) {
            throw new IllegalStateException("A deployed model can be read", e);
        }
    }

    private static Set<String> calledBy(Element element) {
        Set<String> called = new HashSet<>();
        Xml.tree(element)
                .filter(each -> "callActivity".equals(each.getLocalName()))
                .forEach(call -> called.add(call.getAttribute("calledElement")));
        return called;
    }
}
