package dev.rapport.engine;

import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.camunda.bpm.engine.repository.ResourceDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs models that are not deployed yet, for good people's and bad people's drawings alike, in a transaction that is
 * always rolled back: nobody ever sees what happens in it, no mail goes out and no readable number is used up.
 */
@Component
public class Trial {

    /** One trial at a time, on all nodes: it may keep both cores busy for seconds. */
    private static final int LOCK = 0x7a1a1;

    private static final ThreadLocal<Boolean> RUNNING = ThreadLocal.withInitial(() -> false);

    private static final ThreadLocal<Boolean> REAL = ThreadLocal.withInitial(() -> false);

    private static final ThreadLocal<Map<String, Object>> SUPPOSED = ThreadLocal.withInitial(Map::of);

    private final ProcessEngine engine;
    private final RepositoryService repositoryService;
    private final ModelledOutcomes outcomes;
    private final ReportPaths paths;
    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final TransactionTemplate transaction;

    Trial(
            ProcessEngine engine,
            RepositoryService repositoryService,
            ModelledOutcomes outcomes,
            ReportPaths paths,
            JdbcClient jdbc,
            EntityManager entities,
            PlatformTransactionManager transactions) {
        this.engine = engine;
        this.repositoryService = repositoryService;
        this.outcomes = outcomes;
        this.paths = paths;
        this.jdbc = jdbc;
        this.entities = entities;
        this.transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Whether what happens on this thread will be taken back. */
    public static boolean isRunning() {
        return RUNNING.get();
    }

    /** Whether the items are made up, and nobody can be asked what they need to know. */
    static boolean isOfMadeUpItems() {
        return isRunning() && !REAL.get();
    }

    /** The same as {@link #run} with copies of real items: what conditions ask for they have or have not. */
    public void rehearse(Map<String, byte[]> resources, Consumer<List<String>> work) {
        REAL.set(true);
        try {
            run(resources, work);
        } finally {
            REAL.remove();
        }
    }

    /** What a fact of an item is supposed to be, by its name as models write it; null where it is what it is. */
    static @Nullable Object supposed(String fact) {
        return SUPPOSED.get().get(fact);
    }

    /** Supposes facts of made-up items for as long as some work lasts, so that models take the ways that they would not. */
    public static void supposing(Map<String, Object> facts, Runnable work) {
        SUPPOSED.set(facts);
        try {
            work.run();
        } finally {
            SUPPOSED.remove();
        }
    }

    /**
     * Deploys models and forms, does some work with them and takes everything back. Must be called on a thread on which no
     * command of the engine is under way, or the engine would take part in that one's transaction.
     *
     * @param work is told the ids of the deployed definitions
     * @throws org.camunda.bpm.engine.ParseException when the engine cannot read a model
     */
    public void run(Map<String, byte[]> resources, Consumer<List<String>> work) {
        List<String> definitions = new ArrayList<>();
        List<String> decisions = new ArrayList<>();
        RUNNING.set(true);
        try {
            transaction.executeWithoutResult(status -> {
                status.setRollbackOnly();
                jdbc.sql("select set_config('rapport.trial', 'on', true), pg_advisory_xact_lock(:lock)")
                        .param("lock", LOCK)
                        .query()
                        .listOfRows();
                // nobody's row is worth waiting for
                jdbc.sql("select set_config('lock_timeout', '5s', true)")
                        .query()
                        .listOfRows();
                deploy(resources, definitions, decisions);
                work.accept(List.copyOf(definitions));
            });
        } finally {
            RUNNING.remove();
            forget(definitions);
            decisions.forEach(configuration().getDeploymentCache()::removeDecisionDefinition);
        }
    }

    /**
     * Does a part of the work and takes it back, so that the next part finds what was deployed and nothing else: deploying
     * is the dearest part of a trial. What throws ends the whole run.
     */
    public void branch(Runnable work) {
        jdbc.sql("savepoint trial").update();
        work.run();
        entities.flush();
        entities.clear();
        jdbc.sql("rollback to savepoint trial").update();
    }

    /**
     * The same, where one part may fail and the next goes on.
     *
     * @return what was thrown; null when nothing was
     */
    public @Nullable RuntimeException attempt(Runnable work) {
        jdbc.sql("savepoint trial").update();
        RuntimeException thrown = null;
        try {
            work.run();
            entities.flush();
        } catch (RuntimeException failed) {
            thrown = failed;
        }
        entities.clear();
        jdbc.sql("rollback to savepoint trial").update();
        return thrown;
    }

    private void deploy(Map<String, byte[]> resources, List<String> definitions, List<String> decisions) {
        if (resources.isEmpty()) {
            return;
        }
        var builder = repositoryService.createDeployment().name("trial").source("trial");
        resources.forEach((name, content) -> builder.addInputStream(name, new ByteArrayInputStream(content)));
        DeploymentWithDefinitions deployment = builder.deployWithResult();
        ids(deployment.getDeployedProcessDefinitions()).forEach(definitions::add);
        ids(deployment.getDeployedDecisionDefinitions()).forEach(decisions::add);
    }

    private static Stream<String> ids(@Nullable List<? extends ResourceDefinition> deployed) {
        return deployed == null ? Stream.of() : deployed.stream().map(ResourceDefinition::getId);
    }

    /** The engine keeps what it has parsed, whatever becomes of the transaction. */
    private void forget(List<String> definitions) {
        var cache = configuration().getDeploymentCache();
        definitions.forEach(cache::removeProcessDefinition);
        definitions.forEach(outcomes::forget);
        definitions.forEach(paths::forget);
    }

    /** Runs a job here and now, as part of the trial: whether it fails is for the trial to see, and for nobody else. */
    public void execute(String job) {
        configuration().getCommandExecutorTxRequired().execute(context -> {
            JobEntity found = context.getJobManager().findJobById(job);
            if (found instanceof TimerEntity timer) {
                // after a rollback the engine would make up for a failed repetition, in a transaction of its own
                timer.setRepeat(null);
            }
            found.execute(context);
            return null;
        });
        settle();
    }

    /** Writes what is still to be written, so that the database's rules speak. */
    public void settle() {
        entities.flush();
    }

    private ProcessEngineConfigurationImpl configuration() {
        return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }
}
