package dev.rapport.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.ModelCorpus;
import dev.rapport.support.ModelCorpus.Case;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Redesigns that admins may well want are deployed, and items end as they are drawn. */
@IntegrationTest
class HonestRedesignTest {

    /** More are asked for by no honest redesign before somebody may say what came of it. */
    private static final int MOST_TASKS = 5;

    @Autowired
    private Api api;

    @Autowired
    private RepositoryService repositoryService;

    @Autowired
    private ManagementService managementService;

    @Autowired
    private TaskService taskService;

    @Autowired
    private JdbcClient jdbc;

    private String deployment;

    static List<Case> redesigns() {
        return ModelCorpus.honest()
                .filter(honest -> !honest.outcomes().isEmpty())
                .toList();
    }

    @AfterEach
    void goBackToTheStandard() {
        if (deployment != null) {
            repositoryService.deleteDeployment(deployment, true);
        }
    }

    @ParameterizedTest
    @MethodSource("redesigns")
    void itemsEndAsDrawn(Case redesign) {
        deploy(redesign);
        boolean measure = redesign.files().containsKey("measure.bpmn");
        redesign.outcomes().forEach((chain, status) -> {
            String path = measure ? aMeasure() : aContact();
            for (String move : chain.split(">", -1)) {
                if (move.startsWith("timer:")) {
                    fire(path, move.substring("timer:".length()));
                } else {
                    say(path, move);
                }
            }
            JsonNode item = api.as("anna").get(path).json();
            assertThat(item.path("status").asString())
                    .as("%s, %s", redesign, chain)
                    .isEqualTo(status);
            if ("PLANNED".equals(status)) {
                assertThat(complete(path, "notPerformed").status())
                        .as("%s can be closed after %s", redesign, chain)
                        .isEqualTo(200);
            }
        });
    }

    private void deploy(Case redesign) {
        var builder = repositoryService.createDeployment().name(redesign.name()).source("Camunda Modeler");
        redesign.files()
                .forEach((name, content) -> builder.addInputStream(name, new java.io.ByteArrayInputStream(content)));
        deployment = builder.deploy().getId();
    }

    private String aContact() {
        long address = api.as("anna")
                .post("/api/addresses", Map.of("kind", "company", "name", "Redesign GmbH"))
                .json()
                .path("id")
                .asLong();
        Answer created = api.as("anna")
                .post(
                        "/api/contacts",
                        Map.of(
                                "addressId", address,
                                "type", "CALL",
                                "direction", "OUTGOING",
                                "status", "PLANNED",
                                "start", "2030-01-02T10:00",
                                "duration", "00:00",
                                "reminder", true,
                                "subject", "Redesign"));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return "/api/contacts/" + created.json().path("id").asLong();
    }

    private String aMeasure() {
        long campaign = api.as("maria")
                .post("/api/campaigns", Map.of("title", "Redesign"))
                .json()
                .path("id")
                .asLong();
        Answer created = api.as("anna")
                .post("/api/measures", Map.of("subject", "Redesign", "campaignId", String.valueOf(campaign)));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return "/api/measures/" + created.json().path("id").asLong();
    }

    /** Says what came of it, as soon as somebody is asked: what is to be done before that is done. */
    private void say(String path, String outcome) {
        if (!"PLANNED".equals(api.as("anna").get(path).json().path("status").asString())) {
            // what is to be done behind the closing is a task of Tasklist's
            List<String> tasks = jdbc.sql("""
                            select t.id_ from act_ru_task t join act_ru_execution e on e.id_ = t.execution_id_
                            where e.root_proc_inst_id_ = :instance""")
                    .param("instance", instance(path))
                    .query(String.class)
                    .list();
            assertThat(tasks).as(path).isNotEmpty();
            tasks.forEach(taskService::complete);
            return;
        }
        for (int i = 0; i < MOST_TASKS && !offers(path, outcome); i++) {
            if (task(path).isNull()) {
                assertThat(timers(path)).as(path).isNotEmpty();
                run(timers(path).get(0));
            } else {
                expectDone(complete(path, "-"));
            }
        }
        expectDone(complete(path, outcome));
    }

    private boolean offers(String path, String outcome) {
        JsonNode item = api.as("maria").get(path).json();
        return "-".equals(outcome)
                ? !task(path).isNull()
                : item.path("outcomes")
                        .valueStream()
                        .anyMatch(each -> outcome.equals(each.path("code").asString()));
    }

    private JsonNode task(String path) {
        return api.as("maria").get(path).json().path("taskId");
    }

    private static void expectDone(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private void fire(String path, String element) {
        run(timers(path).stream()
                .filter(job -> element.equals(managementService
                        .createJobDefinitionQuery()
                        .jobDefinitionId(job.getJobDefinitionId())
                        .singleResult()
                        .getActivityId()))
                .findFirst()
                .orElseThrow());
    }

    private List<Job> timers(String path) {
        return managementService
                .createJobQuery()
                .processInstanceId(instance(path))
                .timers()
                .list();
    }

    private String instance(String path) {
        return jdbc.sql("select process_instance_id from rapport." + (path.contains("measures") ? "measure" : "contact")
                        + " where id = :id")
                .param("id", Long.valueOf(path.substring(path.lastIndexOf('/') + 1)))
                .query(String.class)
                .single();
    }

    private void run(Job job) {
        managementService.executeJob(job.getId());
    }

    private Answer complete(String path, String outcome) {
        Map<String, Object> body = new HashMap<>();
        JsonNode item = api.as("anna").get(path).json();
        body.put("version", item.path("version").asInt());
        if (!"-".equals(outcome)) {
            body.put("outcome", outcome);
        }
        body.put("infotext", "wie gezeichnet");
        String category = item.path("outcomes")
                .valueStream()
                .filter(each -> outcome.equals(each.path("code").asString()))
                .map(each -> each.path("category").asString())
                .findFirst()
                .orElse("-");
        String next = "2030-02-0" + (item.path("attempts").asInt() + 1);
        if (path.contains("measures")) {
            body.put("plannedFor", "OPEN".equals(category) ? next : null);
        } else if ("PERFORMED".equals(category)) {
            body.put("start", "2020-01-02T10:00");
            body.put("duration", "00:15");
        } else if ("OPEN".equals(category)) {
            body.put("start", next + "T10:00");
        }
        // whom the model names
        boolean staff = item.path("openTask").path("mayComplete").asBoolean();
        return api.as(staff ? "anna" : "maria").post(path + "/outcome", body);
    }
}
