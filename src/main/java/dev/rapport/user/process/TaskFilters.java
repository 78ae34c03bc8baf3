package dev.rapport.user.process;

import dev.rapport.engine.FilterExpressions;
import dev.rapport.user.Group;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The ready-made lists in Tasklist, brought up to date at every start. Who may see them is said in {@link GroupRights};
 * Tasklist has one language for their names.
 */
@Component
@Order(15)
class TaskFilters implements ApplicationRunner {

    /** Two nodes that start at once lay the filters down one after the other. */
    private static final int LOCK = 0xf117e5;

    private static final List<Map<String, String>> CARD = List.of(
            Map.of("name", "addressName", "label", "Adresse"),
            Map.of("name", "subject", "label", "Betreff"),
            Map.of("name", "lastOutcome", "label", "Zuletzt"));

    private final FilterService filterService;
    private final TaskService taskService;
    private final JdbcClient jdbc;

    TaskFilters(FilterService filterService, TaskService taskService, JdbcClient jdbc) {
        this.filterService = filterService;
        this.taskService = taskService;
        this.jdbc = jdbc;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query()
                .listOfRows();
        lay(
                1,
                "Meine Kontakte heute",
                "#0b7a75",
                "Kontakte, die Sie heute durchführen wollen",
                taskService
                        .createTaskQuery()
                        .processDefinitionKey("contact")
                        .taskAssigneeExpression(FilterExpressions.CURRENT_USER)
                        .dueAfterExpression(FilterExpressions.END_OF_YESTERDAY)
                        .dueBeforeExpression(FilterExpressions.START_OF_TOMORROW));
        lay(
                2,
                "Überfällig",
                "#b3261e",
                "Aufgaben, deren Termin vorbei ist",
                taskService.createTaskQuery().dueBeforeExpression(FilterExpressions.NOW));
        lay(
                3,
                "Meine Aufgaben",
                "#1f5fa8",
                "Alle Aufgaben, die Ihnen zugewiesen sind",
                taskService.createTaskQuery().taskAssigneeExpression(FilterExpressions.CURRENT_USER));
        lay(
                4,
                "Alle meiner Gruppe",
                "#5b4a8a",
                "Alle Aufgaben der Sachbearbeitung, auch die zugewiesenen",
                taskService
                        .createTaskQuery()
                        .taskCandidateGroup(Group.STAFF.id())
                        .includeAssignedTasks());
        lay(
                5,
                "Nicht zugewiesen",
                "#8a5a00",
                "Aufgaben, die noch niemand übernommen hat",
                taskService.createTaskQuery().taskUnassigned());
    }

    private void lay(int position, String name, String color, String description, TaskQuery query) {
        Filter existing = filterService.createTaskFilterQuery().filterName(name).list().stream()
                .findFirst()
                .orElse(null);
        Filter filter = existing == null ? filterService.newTaskFilter(name) : existing;
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("priority", position);
        properties.put("color", color);
        properties.put("description", description);
        properties.put("refresh", true);
        properties.put("showUndefinedVariable", false);
        properties.put("variables", CARD);
        filter.setQuery(query.orderByDueDate().asc().orderByTaskCreateTime().asc());
        filter.setProperties(properties);
        filterService.saveFilter(filter);
    }
}
