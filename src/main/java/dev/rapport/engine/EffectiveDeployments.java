package dev.rapport.engine;

import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.repository.DefaultDeploymentHandler;
import org.camunda.bpm.engine.repository.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a deployment asks for takes effect. The engine's filter for duplicates, which the Modeler asks for, compares with
 * the newest file of the same deployment name only: whoever deployed good, then bad under another name, and then good
 * again would be told that all is well while bad stays in force.
 */
final class EffectiveDeployments extends DefaultDeploymentHandler {

    private final JdbcClient jdbc;

    EffectiveDeployments(ProcessEngine engine, DataSource dataSource) {
        super(engine);
        this.jdbc = JdbcClient.create(dataSource);
    }

    @Override
    public boolean shouldDeployResource(Resource candidate, Resource existing) {
        return super.shouldDeployResource(candidate, existing) || isSuperseded(existing);
    }

    /** Whether a newer version of a process, form or table of that file is in force, wherever it came from. */
    private boolean isSuperseded(Resource existing) {
        return jdbc.sql("""
                        select exists (
                            select from act_re_procdef mine join act_re_procdef newer
                                on newer.key_ = mine.key_ and newer.version_ > mine.version_
                                and newer.tenant_id_ is not distinct from mine.tenant_id_
                            where mine.deployment_id_ = :deployment and mine.resource_name_ = :resource)
                        or exists (
                            select from act_re_camformdef mine join act_re_camformdef newer
                                on newer.key_ = mine.key_ and newer.version_ > mine.version_
                                and newer.tenant_id_ is not distinct from mine.tenant_id_
                            where mine.deployment_id_ = :deployment and mine.resource_name_ = :resource)
                        or exists (
                            select from act_re_decision_def mine join act_re_decision_def newer
                                on newer.key_ = mine.key_ and newer.version_ > mine.version_
                                and newer.tenant_id_ is not distinct from mine.tenant_id_
                            where mine.deployment_id_ = :deployment and mine.resource_name_ = :resource)""")
                .param("deployment", existing.getDeploymentId())
                .param("resource", existing.getName())
                .query(Boolean.class)
                .single();
    }
}
