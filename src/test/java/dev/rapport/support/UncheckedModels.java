package dev.rapport.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Models in force that no check would let through: what the database keeps of a version is replaced, and the engine reads
 * the model again as it does after a restart.
 *
 * <pre>{@code
 * unchecked.replace("contact", broken);
 * unchecked.mend();
 * }</pre>
 */
@Component
@Profile("test")
public class UncheckedModels {

    private static final String THIS = " where deployment_id_ = :deployment and name_ = :name";

    private final ProcessEngine engine;
    private final RepositoryService repositoryService;
    private final JdbcClient jdbc;
    private final Map<ProcessDefinition, byte[]> good = new HashMap<>();

    UncheckedModels(ProcessEngine engine, RepositoryService repositoryService, JdbcClient jdbc) {
        this.engine = engine;
        this.repositoryService = repositoryService;
        this.jdbc = jdbc;
    }

    /** Puts anything in the place of the model that is in force. */
    public void replace(String process, String model) {
        ProcessDefinition version = version(process);
        good.computeIfAbsent(version, this::read);
        write(version, model.getBytes(StandardCharsets.UTF_8));
    }

    /** The model that Rapport ships. */
    public static String shipped(String process) {
        try (InputStream file = UncheckedModels.class.getResourceAsStream("/bpmn/" + process + ".bpmn")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The version in force. */
    public ProcessDefinition version(String process) {
        return repositoryService
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult();
    }

    /** Everything is again as it was. */
    public void mend() {
        good.forEach(this::write);
        good.clear();
    }

    private byte[] read(ProcessDefinition version) {
        return jdbc.sql("select bytes_ from act_ge_bytearray" + THIS)
                .param("deployment", version.getDeploymentId())
                .param("name", version.getResourceName())
                .query(byte[].class)
                .single();
    }

    private void write(ProcessDefinition version, byte[] model) {
        jdbc.sql("update act_ge_bytearray set bytes_ = :model" + THIS)
                .param("model", model)
                .param("deployment", version.getDeploymentId())
                .param("name", version.getResourceName())
                .update();
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getDeploymentCache()
                .removeProcessDefinition(version.getId());
    }
}
