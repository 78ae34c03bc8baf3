package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Starting, killing, restarting; beside the shared instance, so that these run two side by side. */
@EndToEndTest
class InstanceIT {

    @Test
    void keepsItsDataWhenKilledAndFindsItsDatabaseAgain(Browsers browsers, RapportProcess shared) {
        try (RapportProcess second = RapportProcess.start("killed", Map.of())) {
            assertThat(second.database()).isPresent();
            assertThat(second.database()).isNotEqualTo(shared.database());
            Browser anna = browsers.open(Locale.GERMAN, Device.DESKTOP, second).loginAs("anna");

            ProcessHandle database = second.database().orElseThrow();
            second.kill();
            assertThat(database.isAlive()).isTrue();
            second.start(Duration.ZERO);

            assertThat(second.database()).contains(database);
            anna.go("/");
            assertThat(anna.page().locator("#user-menu")).containsText("Anna Berger");
            assertThat(second.output()).contains("Rapport is ready");

            second.stop();
            await("database stopped along").atMost(Duration.ofSeconds(30)).until(() -> !database.isAlive());
        }
    }
}
