package dev.rapport.model.check;

import dev.rapport.engine.DeployedForms;
import dev.rapport.engine.EngineGroups;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the engine holds. Its services are asked for late: a deployment is checked while the engine is being built. */
@Component
class DeployedInForce implements InForce {

    private final ObjectProvider<RepositoryService> repositoryService;
    private final ObjectProvider<IdentityService> identityService;
    private final ObjectProvider<DeployedForms> forms;
    private final JdbcClient jdbc;

    DeployedInForce(
            ObjectProvider<RepositoryService> repositoryService,
            ObjectProvider<IdentityService> identityService,
            ObjectProvider<DeployedForms> forms,
            JdbcClient jdbc) {
        this.repositoryService = repositoryService;
        this.identityService = identityService;
        this.forms = forms;
        this.jdbc = jdbc;
    }

    @Override
    public boolean hasProcess(String key) {
        return latest(key).isPresent();
    }

    @Override
    public Optional<byte[]> form(String key) {
        return forms.getObject().latest(key).map(form -> content(form.deploymentId(), form.resourceName()));
    }

    @Override
    public Optional<byte[]> decision(String key) {
        return Optional.ofNullable(repositoryService
                        .getObject()
                        .createDecisionDefinitionQuery()
                        .decisionDefinitionKey(key)
                        .withoutTenantId()
                        .latestVersion()
                        .singleResult())
                .map(table -> content(table.getDeploymentId(), table.getResourceName()));
    }

    @Override
    public Optional<byte[]> model(String processKey) {
        return latest(processKey).map(process -> content(process.getDeploymentId(), process.getResourceName()));
    }

    @Override
    public boolean hasGroup(String id) {
        return identityService.getObject().createGroupQuery().groupId(id).count() > 0;
    }

    @Override
    public boolean hasUser(String id) {
        return identityService.getObject().createUserQuery().userId(id).count() > 0;
    }

    @Override
    public boolean hasCampaign(String id) {
        return jdbc.sql("select exists (select from rapport.campaign_title where id = :id and not deleted)")
                .param("id", Long.valueOf(id))
                .query(Boolean.class)
                .single();
    }

    @Override
    public List<String> withoutManager(int most) {
        return jdbc.sql("""
                        select u.name from rapport.user_card u
                        where u.enabled and u.reports_to is null
                          and exists (select from act_id_membership m where m.user_id_ = u.user_id and m.group_id_ = :staff)
                          and not exists (select from rapport.user_card r where r.reports_to = u.user_id)
                        order by u.name collate "de-x-icu", u.user_id limit :most""")
                .param("staff", EngineGroups.STAFF)
                .param("most", most)
                .query(String.class)
                .list();
    }

    private Optional<ProcessDefinition> latest(String key) {
        return Optional.ofNullable(repositoryService
                .getObject()
                .createProcessDefinitionQuery()
                .processDefinitionKey(key)
                .withoutTenantId()
                .latestVersion()
                .singleResult());
    }

    private byte[] content(String deploymentId, String resourceName) {
        try (InputStream content = repositoryService.getObject().getResourceAsStream(deploymentId, resourceName)) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
