package dev.rapport.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.campaign.TestCampaigns.Existing;
import dev.rapport.models.MeasureBpmn;
import dev.rapport.support.Api;
import dev.rapport.support.Faults;
import dev.rapport.support.Rows;
import dev.rapport.support.Tasklist;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A fault at any point, also at the very commit, leaves the measure, its audience and its instance or none of them. */
@IntegrationTest
class BothOrNeitherTest {

    @Autowired
    private Api api;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private Rows rows;

    @Autowired
    private Faults faults;

    @AfterEach
    void mend() {
        faults.mend();
    }

    @ParameterizedTest
    @CsvSource({
        "rapport.measure, insert, now",
        "rapport.measure, insert, commit",
        "rapport.rule_run, insert, now",
        "act_ru_execution, insert, now",
        "act_ru_task, insert, commit"
    })
    void creating(String table, String operation, String when) {
        Map<String, Object> body = Map.of("subject", "Katalog versenden");
        faults.breaks(table, operation, when);
        var before = rows.count();

        var answer = api.as("anna").post("/api/measures", body);
        var inTasklist = Tasklist.of(api, "anna").start(MeasureBpmn.KEY, body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(500);
        assertThat(inTasklist.status()).as(inTasklist.text()).isEqualTo(500);
        assertThat(rows.count()).isEqualTo(before);
        mend();
        assertThat(api.as("anna").post("/api/measures", body).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "rapport.measure, update, now",
        "rapport.measure, update, commit",
        "rapport.measure_audience, insert, now",
        "rapport.measure_audience, insert, commit",
        "act_ru_task, delete, now",
        "act_ru_execution, delete, commit"
    })
    void closing(String table, String operation, String when) {
        long campaign = campaigns.aCampaign("Beides oder keines");
        campaigns.assign(campaign, campaigns.aCompany());
        Existing measure = campaigns.aMeasure(campaign);
        faults.breaks(table, operation, when);
        var before = rows.count();

        var answer = campaigns.closeMeasure(measure, "performed");
        var inTasklist = Tasklist.of(api, "anna").complete(measure.taskId(), Map.of("outcome", "performed"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(500);
        assertThat(inTasklist.status()).as(inTasklist.text()).isEqualTo(500);
        assertThat(rows.count()).isEqualTo(before);
        mend();
        assertThat(api.as("anna").get("/api/measures/" + measure.id()).text())
                .isEqualTo(measure.answer().text());
        assertThat(campaigns.closeMeasure(measure, "performed").status()).isEqualTo(200);
    }
}
