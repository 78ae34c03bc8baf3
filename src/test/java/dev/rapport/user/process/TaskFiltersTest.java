package dev.rapport.user.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.shared.BusinessTime;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@IntegrationTest
class TaskFiltersTest {

    private final String mark = UUID.randomUUID().toString();

    private static final List<String> SHIPPED =
            List.of("Meine Kontakte heute", "Überfällig", "Meine Aufgaben", "Alle meiner Gruppe", "Nicht zugewiesen");

    @Autowired
    private TaskFilters taskFilters;

    @Autowired
    private FilterService filterService;

    @Autowired
    private TaskService taskService;

    @Autowired
    private IdentityService identityService;

    @Autowired
    private BusinessTime time;

    @Autowired
    private TestContacts contacts;

    @AfterEach
    void cleanUp() {
        identityService.clearAuthentication();
        taskService.createTaskQuery().taskName(mark).list().forEach(task -> taskService.deleteTask(task.getId(), true));
    }

    @Test
    void areThereOnceHoweverOftenRapportStarts() {
        taskFilters.run(new DefaultApplicationArguments());
        taskFilters.run(new DefaultApplicationArguments());

        assertThat(filterService.createTaskFilterQuery().list())
                .extracting(Filter::getName)
                .containsOnlyOnceElementsOf(SHIPPED);
    }

    @Test
    void cardsShowAddressAndSubject() {
        Map<String, Object> properties = filter("Meine Aufgaben").getProperties();

        assertThat(properties.get("variables").toString()).contains("addressName", "Adresse", "subject", "Betreff");
    }

    /** What Tasklist shows of the database by name, an English reader reads in English. */
    @Test
    void haveEnglishNamesAsTheirTasksHave() throws IOException {
        String script = Files.readString(Path.of("src/main/resources/META-INF/resources/webjars/camunda/app/tasklist")
                .resolve("scripts/rapport/names.en.js"));
        JsonNode english =
                JsonMapper.shared().readTree(script.substring(script.indexOf('{'), script.lastIndexOf('}') + 1));
        Set<String> names = new TreeSet<>();
        for (String shipped : SHIPPED) {
            names.add(shipped);
            for (Object label : (List<?>) filter(shipped).getProperties().get("variables")) {
                names.add(String.valueOf(((Map<?, ?>) label).get("label")));
            }
        }
        for (String model : List.of("contact", "measure")) {
            var read = Bpmn.readModelFromFile(new File("bpmn/" + model + ".bpmn"));
            read.getModelElementsByType(Process.class).forEach(process -> names.add(process.getName()));
            read.getModelElementsByType(UserTask.class).forEach(task -> names.add(task.getName()));
        }

        assertThat(english.propertyNames()).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void answerForTheirReaderAndTheTimeOfDay() {
        Instant yesterday =
                time.today().minusDays(1).atTime(12, 0).atZone(time.zone()).toInstant();
        Instant lateToday =
                time.today().atTime(LocalTime.of(23, 59)).atZone(time.zone()).toInstant();
        Instant tomorrow = time.today().plusDays(1).atStartOfDay(time.zone()).toInstant();
        String overdue = task("anna", yesterday);
        String today = task("anna", lateToday);
        String later = task("anna", tomorrow);
        String others = task("ben", yesterday);
        String nobodys = task(null, tomorrow);

        assertThat(found("Meine Aufgaben", "anna"))
                .contains(overdue, today, later)
                .doesNotContain(others, nobodys);
        assertThat(found("Meine Aufgaben", "ben")).contains(others).doesNotContain(overdue);
        assertThat(found("Überfällig", "anna")).contains(overdue, others).doesNotContain(today, later, nobodys);
        assertThat(found("Nicht zugewiesen", "anna")).contains(nobodys).doesNotContain(overdue, others);
        assertThat(found("Alle meiner Gruppe", "anna")).contains(overdue, others, nobodys);
        // tasks without a process are no contacts
        assertThat(found("Meine Kontakte heute", "anna")).doesNotContain(overdue, today, later);
    }

    @Test
    void myContactsOfTodayAreListedForMeAndOnlyToday() {
        Existing today = contact(time.today() + "T23:30", "anna");
        Existing early = contact(time.today() + "T00:00", "anna");
        Existing yesterday = contact(time.today().minusDays(1) + "T23:30", "anna");
        Existing tomorrow = contact(time.today().plusDays(1) + "T00:00", "anna");
        Existing bens = contact(time.today() + "T23:30", "ben");

        for (Existing listed : List.of(today, early)) {
            assertThat(found("Meine Kontakte heute", "anna", ofContact(listed))).containsExactly(listed.taskId());
        }
        for (Existing other : List.of(yesterday, tomorrow, bens)) {
            assertThat(found("Meine Kontakte heute", "anna", ofContact(other))).isEmpty();
        }
        assertThat(found("Meine Kontakte heute", "ben", ofContact(bens))).containsExactly(bens.taskId());
    }

    private Existing contact(String start, String responsible) {
        return contacts.aPlannedContact()
                .startingAt(start)
                .responsible(responsible)
                .create();
    }

    private TaskQuery ofContact(Existing contact) {
        return taskService.createTaskQuery().processInstanceBusinessKey(Long.toString(contact.id()));
    }

    private List<String> found(String name, String reader) {
        return found(name, reader, taskService.createTaskQuery().taskName(mark));
    }

    private List<String> found(String name, String reader, TaskQuery among) {
        Filter filter = filter(name);
        identityService.setAuthentication(reader, List.of("staff"));
        try {
            return filterService.<Task, TaskQuery>list(filter.getId(), among).stream()
                    .map(Task::getId)
                    .collect(Collectors.toList());
        } finally {
            identityService.clearAuthentication();
        }
    }

    private Filter filter(String name) {
        return filterService.createTaskFilterQuery().filterName(name).singleResult();
    }

    private String task(String assignee, Instant due) {
        Task task = taskService.newTask();
        task.setName(mark);
        task.setAssignee(assignee);
        task.setDueDate(Date.from(due));
        taskService.saveTask(task);
        taskService.addCandidateGroup(task.getId(), "staff");
        // standalone tasks have no process whose permissions would count
        taskService.addCandidateUser(task.getId(), "anna");
        taskService.addCandidateUser(task.getId(), "ben");
        return task.getId();
    }
}
