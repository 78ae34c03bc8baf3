package dev.rapport.model;

import dev.rapport.model.check.DecisionTable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Element;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A model, form or decision table as a file: nobody has looked yet whether it is one. */
public final class ModelFile {

    private final String name;
    private final byte[] content;

    public ModelFile(String name, byte[] content) {
        this.name = name;
        this.content = content.clone();
    }

    /** As the check takes them: content by file name. */
    public static Map<String, byte[]> contents(Collection<ModelFile> files) {
        return files.stream()
                .collect(Collectors.toMap(
                        ModelFile::name, ModelFile::content, (first, second) -> second, LinkedHashMap::new));
    }

    public String name() {
        return name;
    }

    byte[] content() {
        return content.clone();
    }

    Standard.Kind kind() {
        return Standard.Kind.of(name);
    }

    boolean isForm() {
        return kind() == Standard.Kind.FORM;
    }

    /** Equal for equal bytes. */
    String digest() {
        return digest(content);
    }

    /** Equal for the same files, whatever they are called. */
    public static String digest(Collection<byte[]> files) {
        return digest(files.stream()
                .map(ModelFile::digest)
                .sorted()
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII));
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    ModelMeaning meaning() {
        return ModelMeaning.of(name, content);
    }

    /** The processes in it, or the one id of the form or decision; empty when it cannot be read. */
    List<String> keys() {
        if (isForm()) {
            try {
                String id = JsonMapper.shared().readTree(content).path("id").asString("");
                return id.isEmpty() ? List.of() : List.of(id);
            } catch (JacksonException e) {
                // the check says what is wrong with it
                return List.of();
            }
        }
        if (kind() == Standard.Kind.DECISION) {
            return DecisionTable.read(content).map(DecisionTable::key).stream().toList();
        }
        return BpmnFile.read(content).map(ModelFile::processes).orElse(List.of());
    }

    /** The forms that it shows, by their ids. */
    Set<String> forms() {
        return named("formRef");
    }

    /** The decision tables that it asks, by their ids. */
    Set<String> decisions() {
        return named("decisionRef");
    }

    private Set<String> named(String attribute) {
        Set<String> named = new LinkedHashSet<>();
        if (kind() == Standard.Kind.PROCESS) {
            BpmnFile.read(content).ifPresent(root -> {
                var all = root.getElementsByTagNameNS(BpmnFile.BPMN, "*");
                for (int i = 0; i < all.getLength(); i++) {
                    String name = ((Element) all.item(i)).getAttributeNS(BpmnFile.CAMUNDA, attribute);
                    if (!name.isEmpty()) {
                        named.add(name);
                    }
                }
            });
        }
        return named;
    }

    private static List<String> processes(Element root) {
        List<String> keys = new ArrayList<>();
        for (Element child : BpmnFile.children(root)) {
            if ("process".equals(child.getLocalName())
                    && !child.getAttribute("id").isEmpty()) {
                keys.add(child.getAttribute("id"));
            }
        }
        return keys;
    }
}
