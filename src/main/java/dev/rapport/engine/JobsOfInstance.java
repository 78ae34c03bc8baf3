package dev.rapport.engine;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The jobs of one instance, for who is about to end it: the job executor marks one that falls due as its own just then, and
 * the engine would refuse that person's work because the job is another one than it had read.
 */
@Component
public class JobsOfInstance {

    private final JdbcClient jdbc;

    JobsOfInstance(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes the job executor wait until the transaction ends. */
    public void hold(String instance) {
        jdbc.sql("select id_ from act_ru_job where process_instance_id_ = :instance order by id_ for update")
                .param("instance", instance)
                .query()
                .listOfRows();
    }
}
