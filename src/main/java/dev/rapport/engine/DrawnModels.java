package dev.rapport.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The drawing of a deployed model with the way that an item has taken through it. */
@Component
public class DrawnModels {

    /**
     * A drawing.
     *
     * @param walked elements and flows on the way, by their ids
     * @param here where the item waits now
     * @param ends what the end events are called that it has reached
     */
    public record Drawn(String xml, Set<String> walked, Set<String> here, List<String> ends) {}

    /**
     * A part of a way.
     *
     * @param step that ran, or where the way led when none did
     * @param way ids of flows, and of elements that no flow leads to, to that step and on to the next; null where it was not kept
     */
    public record Stretch(String step, @Nullable List<String> way) {}

    private final ProcessEngineConfigurationImpl configuration;
    private final JdbcClient jdbc;

    DrawnModels(ProcessEngine engine, JdbcClient jdbc) {
        this.configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        this.jdbc = jdbc;
    }

    /**
     * The elements at which an item waits, also one that is closed already.
     *
     * @param item its id
     */
    public Set<String> here(String process, Long item) {
        return new LinkedHashSet<>(jdbc.sql("""
                        select distinct e.act_id_ from act_ru_execution i
                        join act_re_procdef d on d.id_ = i.proc_def_id_ and d.key_ = :process
                        join act_ru_execution e on e.proc_inst_id_ = i.id_
                        where i.business_key_ = :item and i.parent_id_ is null and e.is_active_ and e.act_id_ is not null
                        order by 1""")
                .param("process", process)
                .param("item", item.toString())
                .query(String.class)
                .list());
    }

    /**
     * The drawing of one version. Where the way was not kept, the shortest one leads from step to step that the model has.
     *
     * @param stretches the way, in order
     * @param here where the item waits; nowhere when it has come to the end
     * @param ended whether it has, and was not taken out of the model instead
     * @return empty where there is no such version any more
     */
    public Optional<Drawn> of(String process, int version, List<Stretch> stretches, Set<String> here, boolean ended) {
        Optional<String> id = jdbc.sql("""
                        select id_ from act_re_procdef
                        where key_ = :process and version_ = :version and tenant_id_ is null""")
                .param("process", process)
                .param("version", version)
                .query(String.class)
                .optional();
        return id.map(found -> configuration
                .getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(() -> drawn(found, stretches, here, ended))));
    }

    private Drawn drawn(String id, List<Stretch> stretches, Set<String> here, boolean ended) {
        ProcessDefinitionEntity definition = configuration.getDeploymentCache().findDeployedProcessDefinitionById(id);
        WayThrough way = new WayThrough(definition);
        stretches.forEach(way::follow);
        here.forEach(way::waits);
        if (ended) {
            way.lead();
        }
        return new Drawn(xml(definition), way.walked(), here, way.ends());
    }

    private String xml(ProcessDefinitionEntity definition) {
        try (InputStream content = configuration
                .getRepositoryService()
                .getResourceAsStream(definition.getDeploymentId(), definition.getResourceName())) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
