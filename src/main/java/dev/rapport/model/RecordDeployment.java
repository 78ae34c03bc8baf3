package dev.rapport.model;

import dev.rapport.engine.DeploymentCheck.Candidate;
import dev.rapport.model.DeployedModels.Deployed;
import dev.rapport.model.check.Finding;
import dev.rapport.shared.CurrentUser;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what the engine's deployment does not know: who deployed and who approved it, what was said about it, which files said
 * the same as the standard, and how they were rehearsed. Written in the deployment's own transaction.
 */
@Component
class RecordDeployment {

    private final JdbcClient jdbc;
    private final CurrentUser currentUser;
    private final Standards standards;

    RecordDeployment(JdbcClient jdbc, CurrentUser currentUser, Standards standards) {
        this.jdbc = jdbc;
        this.currentUser = currentUser;
        this.standards = standards;
    }

    /** Of a deployment that nobody had to approve. */
    void record(Candidate candidate, List<Finding> warnings) {
        String user = currentUser.id();
        record(candidate, warnings, user.equals(CurrentUser.SYSTEM) ? null : user, null);
    }

    /**
     * Of any.
     *
     * @param deployedBy login; null for Rapport itself
     * @param approvedBy login of the second person; null where none was needed
     */
    void record(Candidate candidate, List<Finding> warnings, @Nullable String deployedBy, @Nullable String approvedBy) {
        List<String> unchanged = candidate.resources().entrySet().stream()
                .filter(resource -> standards.isOne(resource.getKey(), resource.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        jdbc.sql("""
                        insert into rapport.model_deployment (deployment_id, deployed_by, approved_by, unchanged, warnings)
                        values (:id, :user, :approved, :unchanged, cast(:warnings as jsonb))""")
                .param("id", candidate.id())
                .param("user", deployedBy)
                .param("approved", approvedBy)
                .param("unchanged", unchanged.toArray(String[]::new))
                .param("warnings", JsonMapper.shared().writeValueAsString(warnings))
                .update();
        jdbc.sql("""
                        update rapport.rehearsal set deployment_id = :id
                        where digest = :digest and status in ('DONE', 'STOPPED') and deployment_id is null""")
                .param("id", candidate.id())
                .param("digest", ModelFile.digest(candidate.resources().values()))
                .update();
    }

    /** Replaces what was said about one file that is in force, which may have come before anybody kept anything. */
    void found(Deployed version, List<Finding> findings) {
        jdbc.sql("""
                        insert into rapport.model_deployment as kept (deployment_id, warnings)
                        values (:id, cast(:found as jsonb))
                        on conflict (deployment_id) do update set warnings = excluded.warnings || coalesce((
                            select jsonb_agg(other) from jsonb_array_elements(kept.warnings) other
                            where other ->> 'resource' is distinct from :file), '[]')""")
                .param("id", version.deploymentId())
                .param("found", JsonMapper.shared().writeValueAsString(findings))
                .param("file", version.resource())
                .update();
    }
}
