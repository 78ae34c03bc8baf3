package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody has ticked in a list stays ticked when the list is read anew. */
@EndToEndTest
class TicksIT {

    /** A hand is slower than the answers of the server. */
    private static final Locator.ClickOptions BY_HAND = new Locator.ClickOptions().setDelay(100);

    private final String word = OwnData.word();
    private Browser maria;
    private DemoApi api;
    private Page page;
    private String campaign;
    private String first;
    private String second;

    @BeforeEach
    void aCampaignAndThreeCompanies(Browsers browsers, RapportProcess rapport) {
        maria = browsers.open().as("maria");
        api = DemoApi.of(rapport, "maria");
        page = maria.page();
        campaign = OwnData.campaign(api, word);
        OwnData data = new OwnData(maria);
        first = data.company(word + " Erste");
        second = data.company(word + " Zweite");
        data.company(word + " Dritte");
    }

    private Locator candidate(String address) {
        return page.locator("#add-" + address);
    }

    private void searchCandidates() {
        maria.go("/campaigns/" + campaign + "/candidates");
        page.locator("#candidates-q").pressSequentially(word);
        assertThat(page.locator("#candidates tbody tr")).hasCount(3);
    }

    private void addMembers(int expected) {
        page.locator("#candidate-actions .btn-primary").click();
        assertThat(page.locator("#member-list tbody tr")).hasCount(expected);
    }

    @Test
    void aListIsNotReadAnewBecauseItsSearchFieldIsLeft() {
        searchCandidates();
        List<String> searches = new CopyOnWriteArrayList<>();
        page.onRequest(request -> searches.add(request.url()));
        candidate(first).click(BY_HAND);
        candidate(second).click(BY_HAND);
        assertThat(page.locator("#candidates tbody input:checked")).hasCount(2);
        assertThat(searches).noneMatch(url -> url.contains("/candidates"));
        addMembers(2);
    }

    @Test
    void whatIsTickedStaysInTheListWhateverIsSearchedNext() {
        searchCandidates();
        candidate(first).click(BY_HAND);
        page.locator("#candidates-q").fill(word + " Zweite");
        assertThat(page.locator("#candidates tbody tr")).hasCount(2);
        candidate(second).click(BY_HAND);
        page.locator("#candidates-q").fill(word + " Niemand");
        assertThat(page.locator("#candidates > [role=status]")).isVisible();
        assertThat(page.locator("#candidates tbody input:checked")).hasCount(2);
        maria.isAccessible().fitsTheScreen().screenshot("campaign-candidates-kept");
        page.locator("#candidates-q").fill(word);
        assertThat(page.locator("#candidates tbody tr")).hasCount(3);
        assertThat(page.locator("#candidates tbody input:checked")).hasCount(2);
        addMembers(2);

        page.locator("#member-list [value='" + first + "']").click(BY_HAND);
        page.locator("#members-filter").fill("Zweite");
        assertThat(page.locator("#member-list mark")).hasText("Zweite");
        assertThat(page.locator("#member-list [value='" + first + "']")).isChecked();
        page.locator("#remove-members").click();
        maria.atOnce();
        assertThat(page.locator("#member-list tbody tr")).hasCount(1);
    }
}
