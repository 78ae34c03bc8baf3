package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What is done on one node reaches the pages that are open on the other. */
@EndToEndTest(ownApplication = true)
@ResourceLock(TwoNodes.LOCK)
class LiveOnTwoNodesIT {

    private static final double SOON = 15_000;

    private final String word = OwnData.word();

    @Test
    void aReminderAndAChangeReachThePagesOfBoth(Browsers browsers, TwoNodes twoNodes) {
        Browser here = browsers.open(
                        Locale.GERMAN, Device.DESKTOP, twoNodes.both().get(0))
                .as("anna");
        Browser there = browsers.open(
                        Locale.GERMAN, Device.DESKTOP, twoNodes.both().get(1))
                .as("anna");
        OwnData data = new OwnData(here);
        String company = data.company(word + " GmbH");
        here.go("/addresses/" + company);
        there.go("/addresses/" + company);

        String call = data.callThatFallsDue(company, word);
        assertThat(there.page().locator("#history-list"))
                .containsText(word, new LocatorAssertions.ContainsTextOptions().setTimeout(SOON));
        Locator[] toasts = {here.page().locator("#due-" + call), there.page().locator("#due-" + call)};
        for (Locator toast : toasts) {
            assertThat(toast).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(SOON + 6_000));
        }
        toasts[0].locator("button[value=HOUR]").click();
        for (Locator toast : toasts) {
            assertThat(toast).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(SOON));
        }
        assertThat(twoNodes.jdbc()
                        .sql("select count(*) from rapport.reminder where contact_id = :id and snoozed")
                        .param("id", Long.valueOf(call))
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }
}
