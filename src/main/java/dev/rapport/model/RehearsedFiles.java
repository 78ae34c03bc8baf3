package dev.rapport.model;

import dev.rapport.model.DeployedModels.Deployed;
import dev.rapport.model.ModelDrafts.Draft;
import dev.rapport.model.check.CheckModels;
import dev.rapport.model.check.Finding;
import dev.rapport.model.check.FindingSentences;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What a rehearsal sets against each other: files, and what is in force in their place. */
@Component
public class RehearsedFiles {

    /**
     * Both sides.
     *
     * @param version of a deployed model; null for a draft
     * @param now contents by name
     * @param before those in force; without what is not deployed yet
     * @param digest the same for the same files under whatever names
     */
    public record Sides(
            @Nullable Integer version, Map<String, byte[]> now, Map<String, byte[]> before, String digest) {}

    private final ModelDrafts drafts;
    private final DeployedModels deployed;
    private final CheckModels checkModels;
    private final FindingSentences sentences;

    RehearsedFiles(ModelDrafts drafts, DeployedModels deployed, CheckModels checkModels, FindingSentences sentences) {
        this.drafts = drafts;
        this.deployed = deployed;
        this.checkModels = checkModels;
        this.sentences = sentences;
    }

    /**
     * The draft of the person at work.
     *
     * @throws BusinessRuleViolation not-found, or every error in it
     */
    public Sides draft() {
        Draft draft = drafts.mine().orElseThrow(() -> BusinessRuleViolation.notFound("draft"));
        requireNone(draft.findings());
        return sides(null, draft.files());
    }

    /**
     * An older version, or the one in force.
     *
     * @throws BusinessRuleViolation not-found, or every error that the check of today finds
     */
    public Sides version(String key, int version) {
        Deployed wanted = deployed.versions(key).stream()
                .filter(each -> each.version() == version)
                .findFirst()
                .orElseThrow(() -> BusinessRuleViolation.notFound("version"));
        List<ModelFile> files = List.of(deployed.file(wanted));
        requireNone(checkModels.check(ModelFile.contents(files)));
        return sides(version, files);
    }

    /**
     * Files that nobody has uploaded.
     *
     * @throws BusinessRuleViolation required, or every error in it
     */
    public Sides files(Collection<ModelFile> files) {
        if (files.isEmpty()) {
            throw BusinessRuleViolation.invalid("files", "required");
        }
        requireNone(checkModels.check(ModelFile.contents(files)));
        return sides(null, files);
    }

    /** Files that the check has let pass. */
    public Sides passed(Collection<ModelFile> files) {
        return sides(null, files);
    }

    /** Whether some files are about a process: its model is among them, or a form or table that its model in force names. */
    public boolean concern(Collection<ModelFile> files, String process) {
        List<String> keys = files.stream().flatMap(file -> file.keys().stream()).toList();
        return keys.contains(process)
                || deployed.inForce(Standard.Kind.PROCESS, process)
                        .map(deployed::file)
                        .filter(model -> keys.stream()
                                .anyMatch(key -> model.forms().contains(key)
                                        || model.decisions().contains(key)))
                        .isPresent();
    }

    /** The drawing of a process: among some files, else the one in force; null where there is none. */
    public @Nullable String drawing(String process, Map<String, byte[]> files) {
        return files.entrySet().stream()
                .map(file -> new ModelFile(file.getKey(), file.getValue()))
                .filter(file ->
                        file.kind() == Standard.Kind.PROCESS && file.keys().contains(process))
                .findFirst()
                .or(() -> deployed.inForce(Standard.Kind.PROCESS, process).map(deployed::file))
                .map(file -> new String(file.content(), StandardCharsets.UTF_8))
                .orElse(null);
    }

    /** Processes, forms and tables in some files. */
    public List<String> keys(Map<String, byte[]> files) {
        return files.entrySet().stream()
                .flatMap(file -> new ModelFile(file.getKey(), file.getValue()).keys().stream())
                .toList();
    }

    private Sides sides(@Nullable Integer version, Collection<ModelFile> files) {
        Map<String, byte[]> before = new LinkedHashMap<>();
        for (ModelFile file : files) {
            for (String key : file.keys()) {
                deployed.inForce(file.kind(), key)
                        .map(deployed::file)
                        .ifPresent(there -> before.put(there.name(), there.content()));
            }
        }
        Map<String, byte[]> now = ModelFile.contents(files);
        return new Sides(version, now, before, ModelFile.digest(now.values()));
    }

    private void requireNone(List<Finding> findings) {
        Locale reader = LocaleContextHolder.getLocale();
        List<FieldError> errors = findings.stream()
                .filter(Finding::isError)
                .map(finding -> FieldError.of("files", "model.refused", sentences.of(finding, reader)))
                .toList();
        if (!errors.isEmpty()) {
            throw BusinessRuleViolation.invalid(errors);
        }
    }
}
