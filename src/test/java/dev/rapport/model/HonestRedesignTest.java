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
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Redesigns that admins may well want are deployed, and items end as they are drawn. */
@IntegrationTest
class HonestRedesignTest {

    @Autowired
    private Api api;

    @Autowired
    private RepositoryService repositoryService;

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
            for (String outcome : chain.split(">")) {
                Answer answer = complete(path, outcome);
                assertThat(answer.status())
                        .as("%s, %s: %s", redesign, chain, answer.text())
                        .isEqualTo(200);
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

    /** Managers may do everything that models ask of staff and of managers. */
    private Answer complete(String path, String outcome) {
        Map<String, Object> body = new HashMap<>();
        body.put("version", api.as("maria").get(path).json().path("version").asInt());
        if (!"*".equals(outcome)) {
            body.put("outcome", outcome);
        }
        body.put("infotext", "wie gezeichnet");
        if (path.contains("contacts") && "performed".equals(outcome)) {
            body.put("start", "2020-01-02T10:00");
            body.put("duration", "00:15");
        }
        return api.as("maria").post(path + "/outcome", body);
    }
}
