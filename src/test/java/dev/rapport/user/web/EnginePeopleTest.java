package dev.rapport.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Session;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Nobody but system admins learns from the engine's API who is in which group and how somebody is reached. */
@IntegrationTest
class EnginePeopleTest {

    private static final String ENGINE = "/camunda/api/engine/engine/default";

    @Autowired
    private Api api;

    @ParameterizedTest
    @ValueSource(strings = {"anna", "maria", "paul"})
    void groupsAreNotTold(String person) {
        Session session = Session.of(api, person);
        for (String question : new String[] {
            "/group",
            "/group/",
            "/group/count",
            "/group?member=sabine",
            "/group/systemAdmin",
            "/user?memberOfGroup=systemAdmin",
            "/user/?memberOfGroup=systemAdmin",
            "/user?%6demberOfGroup=systemAdmin",
            "/user?id=sabine&memberOfGroup=systemAdmin",
            "/user?potentialStarter=contact",
            "/user/count?memberOfGroup=systemAdmin",
            "/user?email=sabine@rapport.example",
            "/user?emailLike=sabine%25",
            "/user/count?emailLike=sabine%25",
            "/user?sortBy=email&sortOrder=asc",
            "/identity/groups?userId=sabine",
            "/identity/groups?userId=" + person + "&userId=sabine",
            "/task?candidateUser=sabine",
            "/task/count?candidateUser=sabine",
            "/process-definition?startableBy=sabine",
            "/authorization/check?permissionName=ALL&resourceName=USER&resourceType=1&userId=sabine"
        }) {
            HttpResponse<String> answer = session.get(ENGINE + question);
            assertThat(answer.statusCode()).as(question + " " + answer.body()).isIn(401, 403);
        }
        assertThat(session.json("POST", ENGINE + "/group", "{}").statusCode()).isEqualTo(403);
        for (String question : new String[] {
            "{\"candidateUser\":\"sabine\"}",
            "{\"orQueries\":[{\"candidateUser\":\"sabine\"}]}",
            "{\"orQueries\":[{\"taskId\":\"x\"},{\"candidateUser\":[\"sabine\"]}]}"
        }) {
            assertThat(session.json("POST", ENGINE + "/task", question).statusCode())
                    .as(question)
                    .isEqualTo(403);
            assertThat(session.json("POST", ENGINE + "/task/count", question).statusCode())
                    .as(question)
                    .isEqualTo(403);
        }
        assertThat(session.json("POST", ENGINE + "/task", "{\"candidateUser\":\"" + person + "\"}")
                        .statusCode())
                .as("about oneself")
                .isEqualTo(200);
    }

    /** What Cockpit's page of human tasks asks for; it changes nothing (rule 33). */
    @ParameterizedTest
    @ValueSource(strings = {"maria", "paul"})
    void whoWatchesSeesHumanTasksInCockpit(String person) {
        Session session = Session.of(api, person);
        for (String question : new String[] {
            "/task/count?unfinished=true&assigned=true",
            "/task/count?unfinished=true&unassigned=true&withCandidateGroups=true",
            "/task/count?unfinished=true&unassigned=true&withoutCandidateGroups=true",
            "/task/report/candidate-group-count"
        }) {
            HttpResponse<String> answer = session.get(ENGINE + question);
            assertThat(answer.statusCode()).as(question + " " + answer.body()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna", "maria", "paul"})
    void namesAreToldAndAddressesAreNot(String person) {
        Session session = Session.of(api, person);
        for (String question : new String[] {
            "/user?maxResults=1&id=sabine",
            "/user?idIn=sabine,ben",
            "/user/sabine/profile",
            "/user?lastNameLike=K%25",
            "/user"
        }) {
            assertThat(session.get(ENGINE + question).body()).as(question).doesNotContain("@");
        }
        if (!person.equals("paul")) {
            assertThat(session.get(ENGINE + "/user?maxResults=1&id=sabine").body())
                    .contains("\"firstName\":\"Sabine\"", "\"lastName\":\"Koch\"", "\"email\":null");
            assertThat(session.get(ENGINE + "/user/count?id=sabine").body()).contains("1");
        }
        assertThat(session.get(ENGINE + "/user/" + person + "/profile").body())
                .as("one's own")
                .contains(person + "@rapport.example");
        assertThat(session.get(ENGINE + "/identity/groups?userId=" + person).body())
                .contains("\"groupUsers\":[]")
                .doesNotContain("Koch");
    }

    @org.junit.jupiter.api.Test
    void systemAdminsSeeAll() {
        Session sabine = Session.of(api, "sabine");
        sabine.get("/camunda/app/admin/default/");

        assertThat(sabine.get(ENGINE + "/group").body()).contains("systemAdmin");
        assertThat(sabine.get(ENGINE + "/user?memberOfGroup=systemAdmin").body())
                .contains("sabine@rapport.example");
        assertThat(sabine.get(ENGINE + "/identity/groups?userId=anna").statusCode())
                .isEqualTo(200);
    }
}
