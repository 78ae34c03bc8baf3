package dev.rapport.model;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a model or form says, whatever its file looks like: the parts it consists of, each written in one way. Two files
 * mean the same when all their parts do. White space, the order of attributes, prefixes of namespaces, who exported it with
 * which version, what is the default anyway, and where a shape stands on the diagram say nothing.
 *
 * <p>One rule for three questions: whether a model is adapted, whether a new standard is one, and what differs between two
 * versions.
 */
record ModelMeaning(SortedMap<String, Part> parts) {

    /**
     * An element of a model or a field of a form.
     *
     * @param kind local name of the element or type of the component
     * @param canonical everything the part says; equal for parts that say the same
     * @param shown whether a person who reads the difference wants to hear of it
     */
    record Part(String kind, @Nullable String name, String canonical, boolean shown) {}

    /**
     * What another version would change, by id.
     *
     * @param sameOrder false when only the order differs in which ways are tried or fields are shown
     */
    record Difference(Set<String> added, Set<String> removed, Set<String> changed, boolean sameOrder) {

        boolean isNone() {
            return sameOrder && added.isEmpty() && removed.isEmpty() && changed.isEmpty();
        }
    }

    /** What a file means. One that cannot be read means nothing but itself. */
    static ModelMeaning of(String file, byte[] content) {
        return switch (Standard.Kind.of(file)) {
            case PROCESS -> BpmnMeaning.read(content);
            case FORM -> FormMeaning.read(content);
            case DECISION -> DecisionMeaning.read(content);
        };
    }

    /** The meaning of a file that cannot be read. */
    static ModelMeaning unreadable(byte[] content) {
        SortedMap<String, Part> whole = new TreeMap<>();
        whole.put("", new Part("", null, java.util.HexFormat.of().formatHex(content), false));
        return new ModelMeaning(whole);
    }

    boolean saysTheSameAs(ModelMeaning other) {
        return parts.equals(other.parts);
    }

    /** What is different in the other one. */
    Difference differenceTo(ModelMeaning other) {
        Set<String> added = new TreeSet<>();
        Set<String> removed = new TreeSet<>();
        Set<String> changed = new TreeSet<>();
        boolean sameOrder = true;
        for (Map.Entry<String, Part> part : other.parts.entrySet()) {
            Part before = parts.get(part.getKey());
            if (before == null && part.getValue().shown()) {
                added.add(part.getKey());
            } else if (!part.getValue().equals(before)) {
                if (part.getValue().shown()) {
                    changed.add(part.getKey());
                } else {
                    sameOrder = false;
                }
            }
        }
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            if (!other.parts.containsKey(part.getKey())) {
                if (part.getValue().shown()) {
                    removed.add(part.getKey());
                } else {
                    sameOrder = false;
                }
            }
        }
        return new Difference(added, removed, changed, sameOrder);
    }
}
