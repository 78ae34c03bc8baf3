package dev.rapport.lists;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Pages;
import dev.rapport.support.Session;
import dev.rapport.support.Statements;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The lists over HTTP: what they refuse, what a page passes over, and what a page costs. */
@IntegrationTest
class ListApiTest {

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private Statements statements;

    @ParameterizedTest
    @CsvSource({
        "/api/contacts?status=open, status:invalid",
        "/api/contacts?direction=sideways, direction:invalid",
        "/api/contacts?type=1, type:invalid",
        "/api/contacts?reminder=yes, reminder:invalid",
        "/api/contacts?period=someday, period:invalid",
        "/api/contacts?from=yesterweek, from:date.invalid",
        "/api/contacts?responsible=%C3%A4, responsible:invalid",
        "/api/contacts?sort=subject, sort:invalid",
        "/api/contacts?voided=perhaps, voided:invalid",
        "/api/contacts?after=x, after:invalid",
        "/api/measures?sort=customer, sort:invalid",
        "/api/measures?status=open, status:invalid"
    })
    void whatIsNoFilterIsRefused(String path, String error) {
        Answer refused = api.as("anna").get(path);
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.errors()).containsExactly(error);
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertThat(api.as("anna")
                        .get("/api/contacts?status=open&sort=x&to=never&direction=up")
                        .errors())
                .containsExactlyInAnyOrder("status:invalid", "sort:invalid", "to:date.invalid", "direction:invalid");
    }

    @Test
    void codesAreTakenAsTheApiWritesThem() {
        long company = campaigns.aCompany();
        campaigns.contact(campaigns.aPlannedContact(company, null));
        String path = "/api/contacts?address=" + company;

        for (String filter : new String[] {
            "", "&status=planned", "&status=PLANNED,performed", "&status=planned&status=notPerformed", "&type=call",
            "&direction=outgoing", "&responsible=anna", "&creator=anna,ben", "&reminder=without", "&period=nextWeek,",
            "&voided=false", "&withoutFollowUp=false", "&text=NACHFASSEN"
        }) {
            Answer found = api.as("paul").get(path + filter.replace("&period=nextWeek,", "&reminder=without"));
            assertThat(found.json().path("items").size()).as(filter).isEqualTo(1);
            assertThat(found.json().path("total").isNull()).as(filter).isTrue();
        }
        for (String filter : new String[] {
            "&status=performed",
            "&status=overdue",
            "&type=EMAIL",
            "&campaign=0",
            "&campaign=x",
            "&address=x",
            "&responsible=ben",
            "&outcome=performed",
            "&withoutFollowUp=true",
            "&text=quastenflosser",
            "&period=lastMonth"
        }) {
            String asked = filter.startsWith("&address") ? "/api/contacts?address=x" : path + filter;
            assertThat(api.as("paul").get(asked).json().path("items").size())
                    .as(filter)
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=x",
                "type=%00",
                "sort=x",
                "columns=x",
                "campaign=-1",
                "from=never",
                "person=x&kind=y",
                "reminder=1",
                "period=x",
                "voided=x",
                "text=%00"
            })
    void aPagePassesOverWhatItDoesNotUnderstand(String query) {
        Answer page = pages.as("anna").get("/contacts?" + query);
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.text()).doesNotContain("class=\"active-filters\"");
    }

    /** The frame of the page included; the number above the list is a second request. */
    @Test
    void aPageCostsFewStatements() {
        long company = campaigns.aCompany();
        for (int i = 0; i < 30; i++) {
            campaigns.contact(campaigns.aPerformedContact(company, null));
        }
        Session anna = Session.of(api, "anna");
        for (String query :
                new String[] {"", "?sort=customer", "?sort=responsible", "?text=nachfassen", "?address=" + company}) {
            String begin = query.isEmpty() ? "?" : query + "&";
            String next = "after="
                    + api.as("anna")
                            .get("/api/contacts" + begin + "limit=2")
                            .json()
                            .path("next")
                            .asString();
            for (String page : List.of("/contacts" + query, "/contacts" + begin + next)) {
                assertThat(anna.get(page).statusCode()).isEqualTo(200);
                assertThat(statements.during(() -> anna.get(page))).as(page).hasSizeLessThanOrEqualTo(12);
            }
            assertThat(statements.during(() -> anna.get("/contacts?count=true")))
                    .hasSizeLessThanOrEqualTo(12);
        }
    }

    @Test
    void whoMayNotReadIsRefused() {
        assertThat(api.as("sabine").get("/api/contacts").status()).isEqualTo(403);
        assertThat(pages.as("sabine").get("/contacts").status()).isEqualTo(403);
        assertThat(api.as("anna").post("/contacts", Map.of()).status()).isIn(403, 404, 405);
    }
}
