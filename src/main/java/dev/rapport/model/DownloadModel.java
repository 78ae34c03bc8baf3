package dev.rapport.model;

import dev.rapport.model.DeployedModels.Deployed;
import dev.rapport.shared.BusinessRuleViolation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A model with everything that is needed to change it, as the Camunda Modeler wants it: unpacked, the folder is opened, and
 * the element templates are there.
 */
@Service
@Transactional(readOnly = true)
public class DownloadModel {

    private static final String TEMPLATES = ".camunda/element-templates/";

    private final DeployedModels deployed;
    private final ElementTemplates elementTemplates;

    DownloadModel(DeployedModels deployed, ElementTemplates elementTemplates) {
        this.deployed = deployed;
        this.elementTemplates = elementTemplates;
    }

    /**
     * A zip with the model, the forms it shows and the decision tables it asks in the version in force, and the templates of the
     * steps that are meant for it. A form or a table comes alone.
     *
     * @param number null for the version in force
     * @param language of the templates
     */
    public byte[] zip(String key, @Nullable Integer number, Locale language) {
        Deployed version = deployed.versions(key).stream()
                .filter(each -> number == null || each.version() == number)
                .findFirst()
                .orElseThrow(() -> BusinessRuleViolation.notFound(number == null ? "key" : "version"));
        ModelFile file = deployed.file(version);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(file.name(), file.content());
        if (file.kind() == Standard.Kind.PROCESS) {
            add(Standard.Kind.FORM, file.forms(), entries);
            add(Standard.Kind.DECISION, file.decisions(), entries);
            elementTemplates
                    .of(key, language)
                    .forEach((name, template) ->
                            entries.put(TEMPLATES + name, template.getBytes(StandardCharsets.UTF_8)));
        }
        return zip(entries);
    }

    private void add(Standard.Kind kind, Set<String> keys, Map<String, byte[]> entries) {
        for (String key : keys) {
            deployed.inForce(kind, key)
                    .map(deployed::file)
                    .ifPresent(used -> entries.putIfAbsent(used.name(), used.content()));
        }
    }

    private static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
