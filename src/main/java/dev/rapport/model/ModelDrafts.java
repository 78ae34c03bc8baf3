package dev.rapport.model;

import dev.rapport.engine.DeploymentProposed;
import dev.rapport.model.check.CheckModels;
import dev.rapport.model.check.Finding;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessRuleViolation.Kind;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldChecks;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What a process admin has uploaded and not deployed yet: looked at, checked, thrown away or put in force. Everybody has one
 * draft, which the next upload replaces.
 */
@Service
public class ModelDrafts {

    static final int MOST_FILES = 20;

    /** As the engine's columns and the check want them; the check says what is wrong with the ending. */
    private static final Pattern NAME = Pattern.compile("[^/\\\\\\p{Cntrl}]{1,200}");

    /** A draft. */
    public record Draft(
            String owner, String comment, Instant uploadedAt, List<ModelFile> files, List<Finding> findings) {

        public boolean hasErrors() {
            return findings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
        }

        /** The processes and forms in it. */
        public List<String> keys() {
            return files.stream().flatMap(file -> file.keys().stream()).toList();
        }

        public List<String> names() {
            return files.stream().map(ModelFile::name).toList();
        }
    }

    private final DraftStore store;
    private final CheckModels checkModels;
    private final DeployModels deployModels;
    private final CurrentUser currentUser;

    ModelDrafts(DraftStore store, CheckModels checkModels, DeployModels deployModels, CurrentUser currentUser) {
        this.store = store;
        this.checkModels = checkModels;
        this.deployModels = deployModels;
        this.currentUser = currentUser;
    }

    /** The draft of the person at work. */
    public Optional<Draft> mine() {
        return store.find(currentUser.id());
    }

    /**
     * Checks files and keeps them with what was found; nothing is deployed.
     *
     * @param comment why; blank for the names of the files
     */
    public void upload(Collection<ModelFile> files, @Nullable String comment) {
        FieldChecks checks = new FieldChecks();
        if (files.isEmpty()) {
            checks.refuse("files", "required");
        }
        if (files.size() > MOST_FILES) {
            checks.refuse("files", "too-many", MOST_FILES);
        }
        Map<String, ModelFile> byName = new LinkedHashMap<>();
        for (ModelFile file : files) {
            if (!NAME.matcher(file.name()).matches() || byName.put(file.name(), file) != null) {
                checks.refuse("files", "invalid");
            }
        }
        checks.optionalLine("comment", comment, DeployModels.LONGEST_COMMENT);
        checks.refuseIfAny();
        String names = String.join(", ", byName.keySet());
        String why = deployModels.comment(
                comment, "models.upload.comment", names.length() <= 150 ? names : names.substring(0, 150) + "…");
        store.save(currentUser.id(), why, List.copyOf(byName.values()), checkModels.check(ModelFile.contents(files)));
    }

    /**
     * Puts the draft in force; it is gone then.
     *
     * @param comment why; blank for what was said at the upload
     * @return the draft that is in force now
     * @throws BusinessRuleViolation with every error; the draft stays
     * @throws DeploymentProposed when it waits for a second person; the draft is gone
     */
    public Draft deploy(@Nullable String comment) {
        Draft draft = mine().orElseThrow(() -> BusinessRuleViolation.notFound("draft"));
        FieldChecks checks = new FieldChecks();
        String why = checks.optionalLine("comment", comment, DeployModels.LONGEST_COMMENT);
        checks.refuseIfAny();
        try {
            deployModels.deploy(draft.files(), why == null ? draft.comment() : why);
        } catch (DeploymentProposed waiting) {
            store.delete(draft.owner());
            throw waiting;
        } catch (BusinessRuleViolation refusal) {
            if (refusal.kind() != Kind.INVALID) {
                throw refusal;
            }
            // since the upload something else has changed that the files depend on
            store.save(
                    draft.owner(),
                    draft.comment(),
                    draft.files(),
                    checkModels.check(ModelFile.contents(draft.files())));
            throw refusal;
        }
        store.delete(draft.owner());
        return draft;
    }

    public void discard() {
        store.delete(currentUser.id());
    }
}
