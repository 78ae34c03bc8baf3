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
        Browser here = anna(browsers, twoNodes, 0);
        Browser there = anna(browsers, twoNodes, 1);
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

    @Test
    void howFarAnExportIsReachesThePagesOfTheOtherNode(Browsers browsers, TwoNodes twoNodes) {
        Browser here = anna(browsers, twoNodes, 0);
        Browser there = anna(browsers, twoNodes, 1);
        there.go("/help");
        here.go("/contacts?from=1996-01-01&to=1996-12-31");
        try {
            // what is closed long ago is listed and nothing else
            twoNodes.jdbc().sql("""
                    insert into rapport.contact (number, address_id, responsible, type, direction, status, start_at,
                      duration_minutes, subject, created_at, created_by, closed_at, closed_by)
                    select 'K-1996-' || 1000000 + i, (select min(id) from rapport.address where kind = 'COMPANY'), 'anna', 'CALL',
                           'OUTGOING', 'PERFORMED', timestamptz '1996-01-01 08:00Z' + i * interval '10 minutes', 5, 'Lang ' || i,
                           now(), 'anna', now(), 'anna'
                    from generate_series(1, 25000) i""").update();
            here.page().reload();
            here.page()
                    .locator("summary")
                    .filter(new Locator.FilterOptions().setHasText("Exportieren"))
                    .click();
            here.page().waitForDownload(() -> here.page().getByText("CSV-Datei").click());

            assertThat(there.page().locator("#toasts"))
                    .containsText(
                            "Der Export ist fertig: 25.000 Zeilen.",
                            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
            there.isAccessible().screenshot("export-whole");
        } finally {
            twoNodes.jdbc().sql("""
                    with replica as materialized (select set_config('session_replication_role', 'replica', true))
                    delete from rapport.contact where number like 'K-1996-%' and exists (select from replica)""").update();
        }
    }

    private static Browser anna(Browsers browsers, TwoNodes twoNodes, int node) {
        return browsers.open(Locale.GERMAN, Device.DESKTOP, twoNodes.both().get(node))
                .as("anna");
    }
}
