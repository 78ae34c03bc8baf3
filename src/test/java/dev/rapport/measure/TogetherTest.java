package dev.rapport.measure;

import static dev.rapport.support.Together.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.campaign.TestCampaigns.Existing;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Tasklist;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Several people, or one who clicks twice, on the same measure. */
@IntegrationTest
class TogetherTest {

    @Autowired
    private Api api;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private JdbcClient jdbc;

    /** What one of several got. */
    private record Outcome(int status, String text) {}

    @RepeatedTest(3)
    void ofThreeWhoCloseTheSameMeasureOneWinsAndTheOthersReadWho() throws Exception {
        long campaign = campaigns.aCampaign("Gleichzeitig");
        campaigns.companies(3).forEach(address -> campaigns.assign(campaign, address));
        Existing measure = campaigns.aMeasure(campaign);
        Tasklist ben = Tasklist.of(api, "ben").in("de");

        List<Outcome> answers = atOnce(List.of(
                () -> outcome(campaigns.closeMeasure(measure, "performed")),
                () -> outcome(campaigns.closeMeasure(measure, "notPerformed")),
                () -> {
                    Tasklist.Answer answer = ben.complete(measure.taskId(), Map.of("outcome", "performed"));
                    return new Outcome(answer.status(), answer.text());
                }));

        assertThat(answers)
                .filteredOn(answer -> answer.status() < 300)
                .as(answers.toString())
                .hasSize(1);
        String winner = Map.of("anna", "Anna Berger", "ben", "Ben Yılmaz")
                .get(api.as("anna")
                        .get("/api/measures/" + measure.id())
                        .json()
                        .path("closedBy")
                        .asString());
        assertThat(answers)
                .filteredOn(answer -> answer.status() >= 300)
                .hasSize(2)
                .allSatisfy(answer -> {
                    assertThat(answer.status()).as(answer.text()).isEqualTo(409);
                    assertThat(answer.text()).contains("Wurde schon fertiggestellt, von " + winner + " am ");
                });
        assertThat(jdbc.sql("select count(*) from rapport.measure_audience where measure_id = :id")
                        .param("id", measure.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void aDoubleClickCreatesOneMeasure() throws Exception {
        String key = UUID.randomUUID().toString();
        Callable<Outcome> click = () ->
                outcome(api.as("anna").with("Idempotency-Key", key).post("/api/measures", Map.of("subject", key)));

        List<Outcome> answers = atOnce(List.of(click, click, click));

        assertThat(answers).extracting(Outcome::status).containsOnly(201);
        assertThat(answers).containsOnly(answers.get(0));
        assertThat(jdbc.sql("select count(*) from rapport.measure where subject = :key")
                        .param("key", key)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private static Outcome outcome(Answer answer) {
        return new Outcome(answer.status(), answer.text());
    }
}
