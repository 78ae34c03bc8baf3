package dev.rapport.model;

import dev.rapport.engine.DeploymentProposed;
import dev.rapport.model.DeployedModels.Deployed;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.FieldError;
import dev.rapport.shared.Sentences;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.RepositoryService;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;

/**
 * Puts models and forms in force that a process admin has uploaded, an older version of one, or the standard. Each is a
 * deployment like any other: it passes the same check and gets a new number.
 */
@Service
public class DeployModels {

    static final String UPLOAD = "upload";
    static final String RESTORE = "restore";

    /** The engine keeps the comment as the deployment's name. */
    static final int LONGEST_COMMENT = 200;

    private final RepositoryService repositoryService;
    private final DeployedModels deployed;
    private final Standards standards;
    private final DeploymentGuard guard;
    private final Sentences sentences;

    DeployModels(
            RepositoryService repositoryService,
            DeployedModels deployed,
            Standards standards,
            DeploymentGuard guard,
            Sentences sentences) {
        this.repositoryService = repositoryService;
        this.deployed = deployed;
        this.standards = standards;
        this.guard = guard;
        this.sentences = sentences;
    }

    /**
     * Deploys what was uploaded.
     *
     * @throws BusinessRuleViolation with every error that was found; nothing is deployed then
     * @throws DeploymentProposed when it waits for a second person
     */
    void deploy(Collection<ModelFile> files, String comment) {
        deploy(UPLOAD, comment, files);
    }

    /**
     * Puts an older version on top again.
     *
     * @param comment why; blank for "back to version …"
     * @return number of the new version
     * @throws BusinessRuleViolation with every error, when the check of today finds any in it
     * @throws DeploymentProposed when it waits for a second person
     */
    public int restore(String key, int version, @Nullable String comment) {
        Deployed older = deployed.versions(key).stream()
                .filter(each -> each.version() == version)
                .findFirst()
                .orElseThrow(() -> BusinessRuleViolation.notFound("version"));
        String why = comment(comment, "models.back.comment", version);
        deploy(RESTORE, why, List.of(deployed.file(older)));
        return inForce(older);
    }

    /**
     * Puts the standard on top that this version of Rapport brings along; from then on it follows every newer one.
     *
     * @return number of the new version
     * @throws DeploymentProposed when it waits for a second person
     */
    public int adoptStandard(String key, @Nullable String comment) {
        Deployed now = deployed.inForce(key).orElseThrow(() -> BusinessRuleViolation.notFound("key"));
        Standard standard = standards.of(now.kind(), key).orElseThrow(() -> BusinessRuleViolation.notFound("version"));
        String why = comment(comment, "models.standard.comment");
        guard.trust(standard);
        deploy(ModelVersions.SOURCE, why, List.of(standard.file()));
        return inForce(now);
    }

    private int inForce(Deployed of) {
        return deployed.inForce(of.kind(), of.key()).orElseThrow().version();
    }

    /** A comment as it is kept: what was typed, or what there is to say anyway. */
    String comment(@Nullable String typed, String otherwise, Object... arguments) {
        FieldChecks checks = new FieldChecks();
        String comment = checks.optionalLine("comment", typed, LONGEST_COMMENT);
        checks.refuseIfAny();
        return comment != null ? comment : sentences.text(otherwise, LocaleContextHolder.getLocale(), arguments);
    }

    /**
     * Deploys what a second person has approved.
     *
     * @param source as it was proposed
     * @return id of the deployment
     * @throws BusinessRuleViolation with every error that is found by now, or where something else is in force than was seen
     */
    public String carryOut(Approval approval, @Nullable String comment, @Nullable String source) {
        if (ModelVersions.SOURCE.equals(source)) {
            // a standard that somebody wanted to adopt; another one than today's is not trusted
            standards.all().forEach(guard::trust);
        }
        return guard.carryingOut(approval, () -> deploy(source, comment, approval.files()));
    }

    private String deploy(@Nullable String source, @Nullable String comment, Collection<ModelFile> files) {
        // without a filter for duplicates: what is asked for is put on top
        var deployment = repositoryService.createDeployment().name(comment).source(source);
        files.forEach(file -> deployment.addInputStream(file.name(), new ByteArrayInputStream(file.content())));
        try {
            return deployment.deploy().getId();
        } catch (ParseException refused) {
            List<FieldError> errors = new ArrayList<>();
            refused.getResorceReports()
                    .forEach(report -> report.getErrors()
                            .forEach(problem -> errors.add(FieldError.of(
                                    report.getResourceName(), "model.refused", String.valueOf(problem.getMessage())))));
            throw BusinessRuleViolation.invalid(errors);
        }
    }
}
