package dev.rapport.engine;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The jobs of one instance, for who is about to end it or has changed what it is about. */
@Component
public class JobsOfInstance {

    private final JdbcClient jdbc;
    private final ProcessEngine engine;

    JobsOfInstance(JdbcClient jdbc, ProcessEngine engine) {
        this.jdbc = jdbc;
        this.engine = engine;
    }

    /**
     * Reckons anew when timers are due that count from the item; asks the database only where the model has some.
     *
     * @param definition of the instance
     */
    public void follow(String instance, String definition) {
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(context -> {
                    StartTimers.of(context, definition).ifPresent(model -> {
                        hold(instance);
                        StartTimers.follow(context, instance, model);
                    });
                    return null;
                });
    }

    /**
     * Makes the job executor wait until the transaction ends: it marks a job that falls due as its own just then, and the engine
     * would refuse that person's work because the job is another one than it had read.
     */
    public void hold(String instance) {
        jdbc.sql("select id_ from act_ru_job where process_instance_id_ = :instance order by id_ for update")
                .param("instance", instance)
                .query()
                .listOfRows();
    }
}
