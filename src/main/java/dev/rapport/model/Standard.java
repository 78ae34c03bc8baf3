package dev.rapport.model;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.Process;
import tools.jackson.databind.json.JsonMapper;

/**
 * One model or form as it ships with this version of Rapport.
 *
 * @param name resource name in the deployment, for ever the same
 * @param keys the processes in the model, or the form's one id
 */
record Standard(String name, Kind kind, List<String> keys, String content, ModelMeaning meaning) {

    enum Kind {
        PROCESS,
        FORM,
        /** A decision table. */
        DECISION;

        static Kind of(String file) {
            return file.endsWith(".form") ? FORM : file.endsWith(".dmn") ? DECISION : PROCESS;
        }
    }

    static Standard of(String name, String content) {
        ModelMeaning meaning = ModelMeaning.of(name, content.getBytes(StandardCharsets.UTF_8));
        return Kind.of(name) == Kind.FORM
                ? new Standard(name, Kind.FORM, List.of(formId(name, content)), content, meaning)
                : new Standard(name, Kind.PROCESS, processIds(content), content, meaning);
    }

    ModelFile file() {
        return new ModelFile(name, bytes());
    }

    byte[] bytes() {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> processIds(String content) {
        return Bpmn.readModelFromStream(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)))
                .getModelElementsByType(Process.class)
                .stream()
                .filter(Process::isExecutable)
                .map(Process::getId)
                .toList();
    }

    private static String formId(String name, String content) {
        String id = JsonMapper.shared().readTree(content).path("id").asString("");
        if (id.isEmpty()) {
            throw new IllegalStateException("The form " + name + " has no id");
        }
        return id;
    }
}
