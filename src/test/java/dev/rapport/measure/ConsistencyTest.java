package dev.rapport.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.campaign.TestCampaigns.Existing;
import dev.rapport.support.Api;
import dev.rapport.support.Consistency;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A measure without its instance or the reverse is found, and a command mends it. */
@IntegrationTest
class ConsistencyTest {

    @Autowired
    private Api api;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private Consistency consistency;

    @Autowired
    private RuntimeService runtimeService;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aMeasureWithoutAnInstanceGetsOneAgain() {
        Existing measure = campaigns.aMeasure(campaigns.aCampaign("Wieder da"));
        runtimeService.deleteProcessInstance(instance(measure), "lost");
        assertThat(consistency.found()).contains("instance-missing measure " + measure.id());
        assertThat(campaigns.closeMeasure(measure, "performed").errors()).containsExactly("status:no-open-task");

        consistency.repair();

        assertThat(consistency.found()).noneMatch(finding -> finding.endsWith("measure " + measure.id()));
        int version = api.as("anna")
                .get("/api/measures/" + measure.id())
                .json()
                .path("version")
                .asInt();
        assertThat(api.as("anna")
                        .post(
                                "/api/measures/" + measure.id() + "/outcome",
                                Map.of("version", version, "outcome", "performed"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anInstanceWithoutAMeasureIsEnded() {
        Existing measure = campaigns.aMeasure(null);
        Existing closed = campaigns.aMeasure(null);
        campaigns.closeMeasure(closed, "notPerformed");
        String instance = instance(measure);
        jdbc.sql("delete from rapport.measure where id = :id")
                .param("id", measure.id())
                .update();
        assertThat(consistency.found())
                .contains("item-missing measure " + measure.id())
                .noneMatch(finding -> finding.endsWith("measure " + closed.id()));

        consistency.repair();

        assertThat(runtimeService
                        .createProcessInstanceQuery()
                        .processInstanceId(instance)
                        .count())
                .isZero();
    }

    private String instance(Existing measure) {
        return jdbc.sql("select process_instance_id from rapport.measure where id = :id")
                .param("id", measure.id())
                .query(String.class)
                .single();
    }
}
