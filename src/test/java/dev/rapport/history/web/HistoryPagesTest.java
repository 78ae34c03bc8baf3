package dev.rapport.history.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Pages;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The history on an address's page and on a page of its own: its filters can be seen, set and taken away (rule 30). */
@IntegrationTest
class HistoryPagesTest {

    private static final String BODY = "history-body";

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private TestCampaigns campaigns;

    private Pages anna;
    private String title;
    private long company;
    private long person;
    private long campaign;
    private String path;

    @BeforeEach
    void aCompanyWithTwoContacts() {
        anna = pages.as("anna");
        title = "Herbst & Winter " + UUID.randomUUID();
        campaign = campaigns.aCampaign(title);
        company = campaigns.aCompany();
        person = campaigns.aPersonAt(company);
        path = "/addresses/" + company + "/history";
        contact(company, campaign, "Mit Kampagne", "EMAIL", "ben");
        contact(person, null, "Mit Person", "CALL", "anna");
    }

    private void contact(long address, Long of, String subject, String type, String responsible) {
        Map<String, Object> body = campaigns.aPlannedContact(address, of);
        body.putAll(Map.of("subject", subject, "type", type, "responsible", responsible));
        campaigns.contact(body);
    }

    @Test
    void everyFilterOfTheRuleIsAControlWithWhatCanBeChosen() {
        String page = anna.get("/addresses/" + company).text();

        for (String control : new String[] {
            "text",
            "status-PLANNED",
            "kind",
            "type-EMAIL",
            "direction",
            "person",
            "campaign",
            "user",
            "period",
            "from",
            "to"
        }) {
            assertThat(page).contains("id=\"history-" + control + "\"");
        }
        assertThat(page)
                .contains(
                        ">E-Mail</span>",
                        ">Klein</option>",
                        ">" + title.replace("&", "&amp;") + "</option>",
                        ">Ben Yılmaz</option>");
        assertThat(anna.get("/addresses/" + person).text())
                .as("a contact person has none")
                .doesNotContain("id=\"history-person\"");
        assertThat(anna.inEnglish().get(path).text()).contains(">E-mail</span>", "Any campaign");
    }

    @Test
    void filtersWithAndWithoutJavaScript() {
        for (String filter : new String[] {"type=EMAIL", "campaign=" + campaign, "user=ben", "text=kampagne"}) {
            Answer page = anna.get(path + "?" + filter);
            assertThat(page.text()).contains("<html").doesNotContain("Mit Person");
            assertThat(page.text().replaceAll("</?mark>", "")).contains("Mit Kampagne");
            assertThat(anna.asHtmx().get(path + "?" + filter).text())
                    .doesNotContain("<html", "id=\"history-text\"", "Mit Person");
        }
        assertThat(anna.get(path + "?person=" + person).text())
                .contains("Mit Person")
                .doesNotContain("Mit Kampagne");
    }

    @Test
    void eachActiveFilterIsALinkThatTakesItAway() {
        String list = anna.asHtmx()
                .get(path + "?campaign=" + campaign + "&type=EMAIL&user=ben&from=2026-01-31&status=PLANNED")
                .text();

        assertThat(list)
                .contains(
                        "Kampagne: " + title.replace("&", "&amp;"),
                        "Typ: E-Mail",
                        "Benutzer: Ben Yılmaz",
                        "ab 31.01.2026",
                        "Status: Geplant",
                        "Alle Filter entfernen");
        String withoutType = href(list, "Typ: E-Mail");
        assertThat(withoutType)
                .contains("campaign=" + campaign, "user=ben", "from=2026-01-31")
                .doesNotContain("type=");
        assertThat(anna.get(withoutType).text())
                .contains("<html", "Mit Kampagne")
                .doesNotContain("Typ: E-Mail");
        assertThat(href(list, "Alle Filter entfernen")).isEqualTo(path);
    }

    /** The controls have to forget what was taken away, so they come along; the reader goes on at the list. */
    @Test
    void takingAFilterAwayBringsTheControlsToo() {
        Answer body = asHtmxFor(BODY, path + "?type=EMAIL");
        assertThat(body.text())
                .doesNotContain("<html")
                .contains("id=\"history-text\"", "data-focus", "value=\"EMAIL\" checked");
        assertThat(asHtmxFor("history-list", path + "?type=EMAIL").text()).doesNotContain("data-focus");
    }

    private Answer asHtmxFor(String target, String url) {
        return api.as("anna")
                .with("HX-Request", "true")
                .with("HX-Target", target)
                .get(url);
    }

    @Test
    void aValueThatIsNoneFiltersNothingAndShowsNothing() {
        String page = anna.get(
                        path
                                + "?status=OFFEN&kind=x&type=%00&user=%C3%A4&campaign=abc&person=-1&from=2026-02-30&to=x&text=%00")
                .text();

        assertThat(page).contains("Mit Kampagne", "Mit Person").doesNotContain("active-filters");
        assertThat(anna.get(path + "?campaign=999999999").text())
                .contains("Kampagne: 999999999", "Nichts passt zu diesem Filter");
        assertThat(anna.get(path + "?text=%3Cscript%3Ealert(1)%3C/script%3E").text())
                .doesNotContain("<script>alert(1)")
                .contains("Text: &lt;script&gt;");
    }

    /** A period is typed as everywhere; what is none filters nothing, stays in its field and is told of. */
    @Test
    void aPeriodIsUnderstoodAsItIsTyped() {
        assertThat(anna.get(path + "?from=1.1.2026&to=31.12.2099").text())
                .contains("from=2026-01-01", "to=2099-12-31", "value=\"01.01.2026\"", "active-filters");
        assertThat(anna.get(path + "?from=32.12.2026&to=quatsch").text())
                .contains(
                        "value=\"32.12.2026\"", "Diesen Tag gibt es nicht", "value=\"quatsch\"", "Kein gültiges Datum")
                .doesNotContain("active-filters");
    }

    @Test
    void theNextPageKeepsTheFilters() {
        for (int i = 0; i < 26; i++) {
            contact(company, campaign, "Serie " + i, "EMAIL", "anna");
        }
        String first = anna.get(path + "?type=EMAIL&text=Serie").text();
        String more = href(first, "Weitere");
        assertThat(more).contains("type=EMAIL", "text=Serie", "after=");

        String rest = anna.asHtmx().get(more).text();
        assertThat(rest).contains("Serie").doesNotContain("<html", "active-filters", "history-section");
        assertThat(count(first, "history-entry") + count(rest, "history-entry")).isEqualTo(26);
        assertThat(anna.get(more).text()).as("without JavaScript").contains("<html", "active-filters");
    }

    private static int count(String text, String word) {
        return text.split("class=\"" + word + "\"", -1).length - 1;
    }

    /** The address that a link with this text leads to. */
    private static String href(String html, String text) {
        Pattern link =
                Pattern.compile("<a [^>]*?href=\"([^\"]*)\"(?:(?!</a>).)*?" + Pattern.quote(text), Pattern.DOTALL);
        return link.matcher(html)
                .results()
                .reduce((first, second) -> second)
                .map((MatchResult result) -> result.group(1))
                .orElseThrow()
                .replace("&amp;", "&");
    }
}
