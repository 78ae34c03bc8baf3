package dev.rapport.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Indexes of the engine's tables that suit Rapport (ADR 67). The vendor's DDL lacks three; and it indexes columns that Rapport's
 * processes leave empty, such as tenants and cases: those indexes keep their names and find what they found, but have no entries
 * for rows in which there is nothing to find.
 */
final class EngineIndexes {

    /** Looked through at every completion of a task, for its sub-tasks. */
    private static final String SUB_TASKS =
            "create index if not exists rapport_act_ru_task_parent on act_ru_task (parent_task_id_)";

    /** Nodes look for jobs that are due all the time, among the timers of all reminders. */
    private static final String DUE =
            "create index if not exists rapport_act_ru_job_due on act_ru_job (duedate_) where retries_ > 0";

    /** Jobs of a version that gave no date to what may run at once: nobody would look for them any more. */
    private static final String DATES =
            "update act_ru_job set duedate_ = create_time_ where duedate_ is null and suspension_state_ = 1";

    /** Of columns that are empty in nearly every row of Rapport's processes. */
    static final List<String> MOSTLY_EMPTY = List.of(
            "act_idx_athrz_procedef",
            "act_idx_batch_id",
            "act_idx_event_subscr_config_",
            "act_idx_event_subscr_tenant_id",
            "act_idx_exe_super",
            "act_idx_exec_buskey",
            "act_idx_exec_tenant_id",
            "act_idx_hi_casevar_case_inst",
            "act_idx_hi_incident_tenant_id",
            "act_idx_hi_job_log_ex_stack",
            "act_idx_hi_job_log_tenant_id",
            "act_idx_hi_pro_inst_tenant_id",
            "act_idx_hi_pro_rst_pro_inst_id",
            "act_idx_hi_task_inst_tenant_id",
            "act_idx_hi_var_inst_tenant_id",
            "act_idx_hi_varinst_bytear",
            "act_idx_ident_lnk_group",
            "act_idx_ident_lnk_user",
            "act_idx_job_exception",
            "act_idx_job_tenant_id",
            "act_idx_task_case_def_id",
            "act_idx_task_case_exec",
            "act_idx_task_owner",
            "act_idx_task_tenant_id",
            "act_idx_var_bytearray",
            "act_idx_var_case_exe",
            "act_idx_var_case_inst_id",
            "act_idx_variable_task_id",
            "act_idx_variable_task_name_type",
            "act_idx_variable_tenant_id",
            "rapport_act_ru_task_parent");

    private static final Pattern FIRST_COLUMN = Pattern.compile("\\((\\w+)");

    private final DataSource dataSource;

    EngineIndexes(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Makes those that are missing, and makes those partial that are not yet. Nodes that start at once do so one after the other. */
    void make() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(SUB_TASKS);
            statement.execute(JobsOfDeadNodes.INDEX);
            statement.execute(DUE);
            statement.execute(DATES);
            for (String index : whole(connection, MOSTLY_EMPTY).keySet()) {
                makePartial(connection, index);
            }
        }
    }

    /** In a transaction of its own: whoever works meanwhile waits for one table at most. */
    private static void makePartial(Connection connection, String index) throws SQLException {
        boolean before = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(hashtext('" + index + "'))");
            // another node may have done it meanwhile
            String definition = whole(connection, List.of(index)).get(index);
            if (definition != null) {
                Matcher column = FIRST_COLUMN.matcher(definition);
                if (!column.find()) {
                    throw new SQLException("An index without a column: " + definition);
                }
                statement.execute("drop index " + index);
                statement.execute(definition + " where " + column.group(1) + " is not null");
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(before);
        }
    }

    /** How those were made that have entries for all rows, by name. */
    private static Map<String, String> whole(Connection connection, List<String> indexes) throws SQLException {
        Map<String, String> whole = new TreeMap<>();
        try (PreparedStatement query = connection.prepareStatement("""
                select indexname, indexdef from pg_indexes
                where indexname = any(?) and schemaname = current_schema() and indexdef not like '% WHERE %'""")) {
            query.setArray(1, connection.createArrayOf("text", indexes.toArray()));
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    whole.put(found.getString(1), found.getString(2));
                }
            }
        }
        return whole;
    }
}
