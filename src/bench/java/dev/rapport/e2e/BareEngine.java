package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.camunda.bpm.engine.runtime.ProcessInstance;

/**
 * The limit of what is entered: an engine in this JVM with the models that ship, on the same PostgreSQL in a database of its own,
 * with the same history. The steps are empty but for one row that is inserted and updated in the engine's transaction, the few
 * variables on which the models decide, and the reminder, which is an instance with a timer and ends when the contact does. No
 * checks, no rights, no pages. Its job executor rests.
 */
final class BareEngine implements AutoCloseable {

    private static final String DATABASE = "bare_engine";

    private static final Duration AHEAD = Duration.ofDays(30);

    private final HikariDataSource dataSource;
    private final ProcessEngine engine;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong planned = new AtomicLong();
    private final AtomicLong completed = new AtomicLong();
    private final Queue<String> tasks = new ConcurrentLinkedQueue<>();

    BareEngine(RapportProcess rapport, int people) throws SQLException, IOException {
        try (Connection connection = rapport.connection();
                Statement sql = connection.createStatement()) {
            sql.execute("create database " + DATABASE);
        }
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(rapport.databaseUrl().replaceFirst("/postgres$", "/" + DATABASE));
        pool.setUsername("postgres");
        pool.setPassword(rapport.databasePassword());
        pool.setMaximumPoolSize(people);
        dataSource = new HikariDataSource(pool);
        try (Connection connection = dataSource.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("""
                    create table contact (id bigint primary key, status text not null, subject text not null, start_at timestamptz not null,
                      created_by text not null)""");
        }
        engine = engine();
        engine.getRepositoryService()
                .createDeployment()
                .addString("contact.bpmn", Files.readString(Path.of("bpmn", "contact.bpmn")))
                .addString("reminder.bpmn", Files.readString(Path.of("bpmn", "reminder.bpmn")))
                .deploy();
    }

    private ProcessEngine engine() {
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName(DATABASE);
        configuration.setDataSource(dataSource);
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        configuration.setHistory(ProcessEngineConfiguration.HISTORY_FULL);
        // at the end it would update every history table
        configuration.setHistoryRemovalTimeStrategy(ProcessEngineConfiguration.HISTORY_REMOVAL_TIME_STRATEGY_START);
        configuration.setJobExecutorActivate(false);
        configuration.setMetricsEnabled(false);
        configuration.setTaskMetricsEnabled(false);
        // as in application.yml: the other expression engine is not there
        configuration.setDmnFeelEnableLegacyBehavior(true);
        configuration.setIdGenerator(new StrongUuidGenerator());
        Map<Object, Object> steps = new HashMap<>();
        steps.put("registerContact", (JavaDelegate) this::register);
        steps.put("scheduleReminder", (JavaDelegate) this::remind);
        steps.put("checkOutcome", (JavaDelegate) execution -> {});
        steps.put("recordPerformed", (JavaDelegate) this::perform);
        steps.put("removeReminders", (JavaDelegate) this::forget);
        configuration.setBeans(steps);
        return configuration.buildProcessEngine();
    }

    /** A contact that has taken place. */
    void log() {
        start("PERFORMED", false);
    }

    /** A contact that will, and its reminder. */
    void plan() {
        start("PLANNED", true);
    }

    /** Planned before and not counted: {@link #complete} needs so many. */
    void planned(int number) {
        for (int i = 0; i < number; i++) {
            ProcessInstance instance = start("PLANNED", true);
            tasks.add(engine.getTaskService()
                    .createTaskQuery()
                    .processInstanceId(instance.getId())
                    .singleResult()
                    .getId());
        }
    }

    /** Completes one of those, whose reminder ends with it. */
    void complete() {
        completed.incrementAndGet();
        engine.getTaskService().complete(tasks.remove(), Map.of("outcome", "performed"));
    }

    private ProcessInstance start(String status, boolean reminder) {
        planned.addAndGet(reminder ? 1 : 0);
        return engine.getRuntimeService()
                .startProcessInstanceByKey(
                        "contact",
                        String.valueOf(next.incrementAndGet()),
                        Map.of("status", status, "reminder", reminder, "assignee", "anna", "dueDate", due()));
    }

    private static Date due() {
        return Date.from(Instant.now().plus(AHEAD));
    }

    private void register(DelegateExecution execution) throws SQLException {
        try (PreparedStatement insert = connection()
                .prepareStatement("insert into contact values (?, ?, 'Rückfrage zum Angebot', ?, 'anna')")) {
            insert.setLong(1, Long.parseLong(execution.getProcessBusinessKey()));
            insert.setString(2, String.valueOf(execution.getVariable("status")));
            insert.setTimestamp(3, Timestamp.from(Instant.now()));
            insert.executeUpdate();
        }
    }

    private void remind(DelegateExecution execution) {
        execution
                .getProcessEngineServices()
                .getRuntimeService()
                .startProcessInstanceByKey("reminder", execution.getProcessBusinessKey(), Map.of("dueAt", due()));
    }

    private void perform(DelegateExecution execution) throws SQLException {
        execution.setVariable("status", "PERFORMED");
        try (PreparedStatement update =
                connection().prepareStatement("update contact set status = 'PERFORMED' where id = ?")) {
            update.setLong(1, Long.parseLong(execution.getProcessBusinessKey()));
            update.executeUpdate();
        }
    }

    private void forget(DelegateExecution execution) {
        execution
                .getProcessEngineServices()
                .getRuntimeService()
                .createMessageCorrelation("reminderRemoved")
                .processInstanceBusinessKey(execution.getProcessBusinessKey())
                .correlate();
    }

    /** The one of the engine's transaction. */
    private static Connection connection() {
        return Context.getCommandContext().getDbSqlSession().getSqlSession().getConnection();
    }

    /** That what was completed has ended, with its reminder, and nothing else has. */
    void verify() {
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().count())
                .isEqualTo(2 * (planned.get() - completed.get()));
    }

    @Override
    public void close() {
        engine.close();
        dataSource.close();
    }
}
