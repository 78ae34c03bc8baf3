package dev.rapport.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.ModelCorpus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The trial finds by itself what the check of the drawings tells before: neither relies on the other. */
@IntegrationTest
class TrialOutcomeTest {

    @Autowired
    private TrialRun trialRun;

    @Test
    void anItemThatStaysOpenBehindTheEndIsTold() {
        assertThat(codes("record-missing")).contains("trial-open");
    }

    private List<String> codes(String name) {
        return ModelCorpus.refused()
                .filter(each -> each.name().startsWith(name))
                .flatMap(each -> trialRun.run(each.files()).stream())
                .map(Finding::code)
                .distinct()
                .toList();
    }
}
