package dev.rapport.measure.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.models.MeasureBpmn;
import dev.rapport.support.Api;
import dev.rapport.support.Rows;
import dev.rapport.support.UncheckedModels;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A step of contacts in the model of measures would take the measure's id for a contact's. */
@IntegrationTest
class ForeignStepTest {

    @Autowired
    private Api api;

    @Autowired
    private Rows rows;

    @Autowired
    private UncheckedModels unchecked;

    @AfterEach
    void mend() {
        unchecked.mend();
    }

    @Test
    void aStepRefusesToWorkInAProcessItIsNotMeantFor() {
        unchecked.replace(
                MeasureBpmn.KEY,
                UncheckedModels.shipped(MeasureBpmn.KEY)
                        .replace("${recordMeasureNotPerformed}", "${recordNotPerformed}"));
        var measure = api.as("anna").post("/api/measures", Map.of("subject", "Falscher Schritt"));
        String path = "/api/measures/" + measure.json().path("id").asLong();
        var before = rows.count();

        var refused = api.as("anna")
                .post(
                        path + "/outcome",
                        Map.of("version", measure.json().path("version").asInt(), "outcome", "notPerformed"));

        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.json().path("errors").path(0).path("code").asString())
                .isEqualTo("step.wrong-process");
        assertThat(refused.json().path("rule").path("name").asString()).isEqualTo("Nicht durchgeführt festhalten");
        assertThat(rows.count()).isEqualTo(before);
        assertThat(api.as("anna").get(path).json().path("status").asString()).isEqualTo("PLANNED");
    }
}
