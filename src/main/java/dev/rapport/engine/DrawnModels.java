package dev.rapport.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.PvmTransition;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
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
     */
    public record Drawn(String xml, Set<String> walked, Set<String> here) {}

    private final ProcessEngineConfigurationImpl configuration;
    private final JdbcClient jdbc;

    DrawnModels(ProcessEngine engine, JdbcClient jdbc) {
        this.configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        this.jdbc = jdbc;
    }

    /** The elements at which an instance waits. */
    public Set<String> here(String instance) {
        return new LinkedHashSet<>(
                jdbc.sql("""
                        select distinct act_id_ from act_ru_execution
                        where proc_inst_id_ = :instance and is_active_ and act_id_ is not null order by 1""").param("instance", instance).query(String.class).list());
    }

    /**
     * The drawing of one version. Between two steps that ran, the shortest way leads that the model has.
     *
     * @param steps that ran, in order
     * @param here where the item waits; nowhere when it is closed
     * @return empty where there is no such version any more
     */
    public Optional<Drawn> of(String process, int version, List<String> steps, Set<String> here) {
        Optional<String> id = jdbc.sql("""
                        select id_ from act_re_procdef
                        where key_ = :process and version_ = :version and tenant_id_ is null""")
                .param("process", process)
                .param("version", version)
                .query(String.class)
                .optional();
        return id.map(found -> configuration
                .getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(() -> drawn(found, steps, here))));
    }

    private Drawn drawn(String id, List<String> steps, Set<String> here) {
        ProcessDefinitionEntity definition = configuration.getDeploymentCache().findDeployedProcessDefinitionById(id);
        Set<String> walked = new LinkedHashSet<>();
        ActivityImpl at = definition.getInitial();
        for (String step : steps) {
            at = walk(definition, at, step, walked);
        }
        for (String waiting : here) {
            walk(definition, at, waiting, walked);
        }
        return new Drawn(xml(definition), walked, here);
    }

    private static ActivityImpl walk(
            ProcessDefinitionEntity definition, ActivityImpl from, String to, Set<String> walked) {
        ActivityImpl target = definition.findActivity(to);
        if (target == null) {
            return from;
        }
        Map<ActivityImpl, TransitionImpl> by = new HashMap<>();
        Map<ActivityImpl, ActivityImpl> before = new HashMap<>();
        Deque<ActivityImpl> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty() && !before.containsKey(target)) {
            ActivityImpl here = open.removeFirst();
            for (PvmTransition way : here.getOutgoingTransitions()) {
                ActivityImpl next = (ActivityImpl) way.getDestination();
                if (before.putIfAbsent(next, here) == null) {
                    by.put(next, (TransitionImpl) way);
                    open.addLast(next);
                }
            }
            beside(here).filter(next -> before.putIfAbsent(next, here) == null).forEach(open::addLast);
        }
        walked.add(from.getId());
        walked.add(target.getId());
        for (ActivityImpl step = target; step != from && before.containsKey(step); step = before.get(step)) {
            walked.add(step.getId());
            TransitionImpl way = by.get(step);
            if (way != null) {
                walked.add(way.getId());
            }
        }
        return target;
    }

    /** Where it goes on without a flow: into a sub-process and out of it, and at the edge of an activity. */
    private static Stream<ActivityImpl> beside(ActivityImpl here) {
        Stream<ActivityImpl> inside = here.getActivities().stream()
                .filter(child -> child.getIncomingTransitions().isEmpty());
        Stream<ActivityImpl> outside =
                here.getOutgoingTransitions().isEmpty() && here.getFlowScope() instanceof ActivityImpl scope
                        ? scope.getOutgoingTransitions().stream().map(way -> (ActivityImpl) way.getDestination())
                        : Stream.of();
        ScopeImpl around = here.getFlowScope();
        Stream<ActivityImpl> edge =
                around.getActivities().stream().filter(event -> event != here && event.getEventScope() == here);
        return Stream.of(inside, outside, edge).flatMap(each -> each);
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
