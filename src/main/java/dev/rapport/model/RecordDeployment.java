package dev.rapport.model;

import dev.rapport.engine.DeploymentCheck.Candidate;
import dev.rapport.model.check.Finding;
import dev.rapport.shared.CurrentUser;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what the engine's deployment does not know: who deployed, what was said about it, and which files said the same as
 * the standard. Written in the deployment's own transaction.
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

    void record(Candidate candidate, List<Finding> warnings) {
        String user = currentUser.id();
        List<String> unchanged = candidate.resources().entrySet().stream()
                .filter(resource -> standards.isOne(resource.getKey(), resource.getValue()))
                .map(java.util.Map.Entry::getKey)
                .toList();
        jdbc.sql("""
                        insert into rapport.model_deployment (deployment_id, deployed_by, unchanged, warnings)
                        values (:id, :user, :unchanged, cast(:warnings as jsonb))""")
                .param("id", candidate.id())
                .param("user", user.equals(CurrentUser.SYSTEM) ? null : user)
                .param("unchanged", unchanged.toArray(String[]::new))
                .param("warnings", JsonMapper.shared().writeValueAsString(warnings))
                .update();
    }
}
