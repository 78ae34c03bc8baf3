package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody has ticked in a list stays ticked when the list is read anew. */
@EndToEndTest
class TicksIT {

    /** A hand is slower than the answers of the server. */
    private static final Locator.ClickOptions BY_HAND = new Locator.ClickOptions().setDelay(100);

    private static final double SOON = 15_000;

    private final String word = OwnData.word();
    private final List<Route> held = new CopyOnWriteArrayList<>();
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
    void whatIsTickedOrPressedWhileASearchIsUnderWayIsTicked() {
        searchCandidates();
        page.route("**/candidates?*", held::add);
        page.locator("#candidates-q").press("Space");
        page.locator("#candidates-place").pressSequentially("Ulm");
        page.waitForCondition(() -> !held.isEmpty());
        candidate(first).click(BY_HAND);
        BoundingBox box = candidate(second).boundingBox();
        page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
        page.mouse().down();
        page.waitForResponse("**/candidates?*", () -> {
            page.unroute("**/candidates?*");
            held.forEach(Route::resume);
        });
        page.waitForResponse("**/candidates?*", () -> page.mouse().up());
        assertThat(page).hasURL(Pattern.compile("place=Ulm"));
        assertThat(candidate(first)).isChecked();
        assertThat(candidate(second)).isChecked();
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

    @Test
    void aListWithATickIsReadAnewWhenTheTickIsGone() {
        for (String address : List.of(first, second)) {
            api.send("PUT", "/api/campaigns/" + campaign + "/members/" + address, Map.of(), Map.of())
                    .expect(204);
        }
        maria.go("/campaigns/" + campaign);
        page.locator("#plan-subject").fill(word);
        page.locator("#plan-submit").click();
        maria.atOnce();
        Locator contacts = page.locator("#open-contacts-body tbody");
        assertThat(contacts.locator("tr")).hasCount(2);
        Locator tick = contacts.locator("tr:has-text('Erste') input");
        tick.click(BY_HAND);
        api.patch("/api/addresses/" + first, Map.of("version", 0, "name", word + " Umbenannt"))
                .expect(200);
        LocatorAssertions.ContainsTextOptions within = new LocatorAssertions.ContainsTextOptions().setTimeout(SOON);
        assertThat(page.locator("#member-list")).containsText("Umbenannt", within);
        assertThat(tick).isChecked();
        tick.click(BY_HAND);
        assertThat(contacts).containsText("Umbenannt", within);
    }
}
