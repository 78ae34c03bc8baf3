package dev.rapport.campaign.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Forms;
import dev.rapport.support.Pages;
import dev.rapport.support.Session;
import dev.rapport.support.Statements;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The pages about campaigns, and what they add to the page of an address. */
@IntegrationTest
class CampaignPagesTest {

    private static final String HOSTILE = "<script>alert(1)</script>";

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private Statements statements;

    private Pages anna;
    private Pages maria;
    private String title;
    private long address;
    private long campaign;

    @BeforeEach
    void aCampaignAndAnAddress() {
        anna = pages.as("anna");
        maria = pages.as("maria");
        title = "Herbst " + UUID.randomUUID();
        address = id(api.as("anna").post("/api/addresses", Map.of("kind", "company", "name", "Muster " + title)));
        campaign = id(api.as("maria").post("/api/campaigns", Map.of("title", title)));
    }

    private static long id(Answer answer) {
        return answer.json().path("id").asLong();
    }

    private static String path(Answer redirect) {
        return String.valueOf(redirect.header("Location")).replaceAll("^https?://[^/]+|[?#].*$", "");
    }

    @Test
    void managersCreateEditAndDelete() {
        Answer refused = maria.submit("/campaigns", Map.of("title", " ", "description", "bleibt stehen"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("Pflichtfeld", "bleibt stehen");
        Answer created = maria.submit("/campaigns", Map.of("title", title + " neu", "from", "2026-09-01"));
        assertThat(created.status()).isEqualTo(302);
        String path = path(created);
        assertThat(maria.get(path + "/edit").text()).contains("value=\"" + title + " neu\"");
        assertThat(maria.submit(path, Map.of("version", 0, "title", title + " anders"))
                        .status())
                .isEqualTo(302);
        Answer stale = maria.submit(path, Map.of("version", 0, "title", title + " zu spät"));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.text()).contains("value=\"" + title + " zu spät\"", title + " anders");
        assertThat(maria.get(path + "/delete").text()).contains("endgültig", "lässt sich nicht reaktivieren");
        assertThat(maria.submit(path + "/delete", Map.of()).status()).isEqualTo(302);
        assertThat(maria.get(path).text()).contains("Gelöscht am").doesNotContain("delete-campaign");
    }

    @Test
    void staffOnlyReadsCampaigns() {
        assertThat(anna.get("/campaigns/" + campaign).text()).contains(title).doesNotContain("delete-campaign");
        assertThat(anna.get("/campaigns/new").status()).isEqualTo(403);
        assertThat(anna.submit("/campaigns/" + campaign + "/delete", Map.of()).status())
                .isEqualTo(403);
    }

    @Test
    void findsCampaigns() {
        String code = title.substring(7, 15);
        assertThat(anna.get("/campaigns?q=" + code).text()).contains("<html", "<mark>" + code + "</mark>");
        assertThat(anna.asHtmx().get("/campaigns?q=" + code).text())
                .doesNotContain("<html")
                .contains("/campaigns/" + campaign);
    }

    @Test
    void assignsTheAddressAndRemovesItWithBothTimesKept() {
        String page = "/addresses/" + address;
        assertThat(anna.get(page).text()).contains("id=\"campaigns\"", "id=\"assign-campaign\"");
        Answer part = anna.asHtmx().submit(page + "/campaigns", Map.of("campaignId", campaign));
        assertThat(part.text()).doesNotContain("<html").contains("Zugeordnet");
        Answer removed = anna.submit(page + "/campaigns", Map.of("remove", campaign));
        assertThat(removed.status()).isEqualTo(302);
        assertThat(anna.get(page).text()).contains("Zugeordnet", "entfernt");
    }

    @Test
    void theCampaignToAssignIsSearchedAndWithoutScriptsTyped() {
        String page = "/addresses/" + address + "/campaigns";
        String code = title.substring(7, 15);
        long other = id(api.as("maria").post("/api/campaigns", Map.of("title", title + " zwei")));
        String options = "/campaigns/options?notOf=" + address + "&campaignIdText=" + code;
        assertThat(anna.asHtmx().get(options).text())
                .contains("data-value=\"" + campaign + "\"", "data-value=\"" + other + "\"");

        Answer several = anna.submit(page, Map.of("campaignIdText", code));
        assertThat(several.status()).isEqualTo(422);
        assertThat(several.text())
                .contains("<html", "Bitte wählen Sie eine Kampagne aus der Liste", "value=\"" + code + "\"")
                .contains("name=\"chooseCampaignId\" value=\"" + other + "\"");
        assertThat(anna.submit(page, Map.of("campaignIdText", code, "chooseCampaignId", other))
                        .status())
                .isEqualTo(302);
        assertThat(anna.asHtmx().get(options).text())
                .as("assigned already")
                .contains("data-value=\"" + campaign + "\"")
                .doesNotContain("data-value=\"" + other + "\"");
        assertThat(anna.asHtmx().submit(page, Map.of("campaignIdText", code)).text())
                .as("the only one left is meant")
                .contains("/campaigns/" + campaign, "/campaigns/" + other);
        assertThat(anna.asHtmx().submit(page, Map.of("campaignIdText", "")).text())
                .contains("Pflichtfeld");
    }

    @Test
    void refusesToAssignADeletedCampaign() {
        maria.submit("/campaigns/" + campaign + "/delete", Map.of());
        Answer part = anna.asHtmx().submit("/addresses/" + address + "/campaigns", Map.of("campaignId", campaign));
        assertThat(part.status()).isEqualTo(422);
        assertThat(part.text()).contains("Kampagne ist gelöscht");
        assertThat(anna.submit("/addresses/" + address + "/campaigns", Map.of("campaignId", campaign))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void createsOnceHoweverOftenTheFormIsSent() {
        String key = UUID.randomUUID().toString();
        Map<String, String> form = Map.of("title", title + " einmal", "idempotencyKey", key);
        String first = path(maria.submit("/campaigns", form));
        assertThat(path(maria.submit("/campaigns", form))).isEqualTo(first);
        Answer other = maria.submit("/campaigns", Map.of("title", title + " anders", "idempotencyKey", key));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text()).contains("value=\"" + title + " anders\"").doesNotContain(key);
    }

    @Test
    void addsMembersThatASearchFinds() {
        String candidates = "/campaigns/" + campaign + "/candidates";
        String code = title.substring(7, 15);
        Answer hit = anna.get(candidates + "?q=" + code + "+muster");
        assertThat(hit.status()).isEqualTo(200);
        String hits = hit.text();
        assertThat(hits).contains("<html", "value=\"" + address + "\"", "Den einen Treffer zuordnen");
        assertThat(anna.asHtmx().get(candidates + "?q=" + code).text())
                .doesNotContain("<html")
                .contains("<mark>" + code + "</mark>");
        for (String other : new String[] {"&place=Gibtesnicht", "&kind=PERSON", "&kind=PRIVATE&place=99"}) {
            assertThat(anna.get(candidates + "?q=" + code + other).text())
                    .as(other)
                    .contains("Keine Adresse passt dazu")
                    .doesNotContain("value=\"" + address + "\"");
        }
        long inTown = id(api.as("anna")
                .post(
                        "/api/addresses",
                        Map.of(
                                "kind",
                                "company",
                                "name",
                                "Ort " + title,
                                "town",
                                "Gößweinstein",
                                "postcode",
                                "91327")));
        for (String place : new String[] {"gößwein", "GOESSWEIN", "gosswein", "91327", "913"}) {
            assertThat(anna.get(candidates + "?q=" + code + "&place=" + URLEncoder.encode(place, UTF_8))
                            .text())
                    .as(place)
                    .contains("value=\"" + inTown + "\"")
                    .doesNotContain("value=\"" + address + "\"");
        }
        Answer nothing = anna.submit(candidates, Map.of("q", code));
        assertThat(nothing.status()).isEqualTo(422);
        assertThat(nothing.text()).contains("Bitte wählen Sie zuerst etwas aus.", "value=\"" + code + "\"");

        assertThat(anna.submit(candidates, Map.of("add", address)).status()).isEqualTo(302);
        assertThat(anna.get("/campaigns/" + campaign).text()).contains("Muster " + title, "eine Adresse zugeordnet");
        assertThat(anna.get(candidates + "?q=" + code + "+muster").text()).contains("Keine Adresse passt dazu");
        Answer removed = anna.asHtmx().submit("/campaigns/" + campaign + "/members", Map.of("member", address));
        assertThat(removed.text()).doesNotContain("<html").contains("Noch keine Adressen zugeordnet.");
        assertThat(anna.submit(candidates, Map.of("q", code + " muster", "all", "true"))
                        .status())
                .isEqualTo(302);
        assertThat(anna.get("/campaigns/" + campaign).text()).contains("eine Adresse zugeordnet");
        assertThat(anna.asHtmx()
                        .get("/campaigns/" + campaign + "/members?members=muster")
                        .text())
                .contains("<mark>Muster</mark>");
        assertThat(pages.as("paul").get(candidates).status()).isEqualTo(403);
    }

    @Test
    void takesBackWhatWasAssignedTogetherAndNothingElse() {
        String members = "/campaigns/" + campaign + "/members";
        String candidates = "/campaigns/" + campaign + "/candidates";
        long earlier = id(api.as("anna").post("/api/addresses", Map.of("kind", "company", "name", "Früher " + title)));
        anna.submit(candidates, Map.of("add", earlier));
        Session browser = Session.of(api, "anna");
        browser.get("/campaigns/" + campaign);
        assertThat(browser.form(candidates, Map.of("add", String.valueOf(address)))
                        .statusCode())
                .isEqualTo(302);
        Matcher undo = Pattern.compile("name=\"assignedAt\" value=\"(\\d+)\"")
                .matcher(browser.get("/campaigns/" + campaign).body());
        assertThat(undo.find()).isTrue();
        Map<String, Object> assignment = Map.of("assignedAt", undo.group(1));

        pages.as("ben").submit(members, assignment);
        assertThat(anna.get("/campaigns/" + campaign).text()).contains("2 Adressen zugeordnet");
        assertThat(anna.submit(members, Map.of("assignedAt", "x")).status()).isEqualTo(404);
        assertThat(anna.submit(members, assignment).status()).isEqualTo(302);
        assertThat(anna.get("/campaigns/" + campaign).text()).contains("eine Adresse zugeordnet", "Früher " + title);
    }

    @Test
    void addsMembersFromPastedLinesAndKeepsTheUnclearOnes() {
        String code = title.substring(7);
        api.as("anna").post("/api/addresses", Map.of("kind", "company", "name", "Doppel " + code));
        api.as("anna").post("/api/addresses", Map.of("kind", "company", "name", "Doppel " + code, "town", "Jena"));
        long person = id(api.as("anna")
                .post(
                        "/api/addresses",
                        Map.of(
                                "kind",
                                "private",
                                "name",
                                "Öchsle-" + code,
                                "firstName",
                                "Änne",
                                "email",
                                "aenne@" + code + ".example",
                                "phone",
                                "0361 " + (long) (Math.random() * 9_000_000 + 1_000_000))));
        String phone = api.as("anna")
                .get("/api/addresses/" + person)
                .json()
                .path("phone")
                .asString();
        String pasted = "/campaigns/" + campaign + "/candidates/pasted";
        Answer partly = anna.submit(
                pasted, Map.of("pasted", "Muster Herbst " + code + "\r\nDoppel " + code + "\r\n\r\nNiemand " + code));
        assertThat(partly.text())
                .contains("Eine Adresse ist zugeordnet.", "2 Zeilen sind nicht eindeutig", "passt auf mehrere: Doppel")
                .contains(">Doppel " + code + "\nNiemand " + code + "</textarea>");
        for (String line :
                new String[] {"Öchsle-" + code + ", Änne", "aenne oechsle-" + code, "AENNE@" + code + ".example", phone
                }) {
            assertThat(anna.submit(pasted, Map.of("pasted", line)).status())
                    .as(line)
                    .isEqualTo(302);
            assertThat(anna.get("/campaigns/" + campaign).text()).as(line).contains("2 Adressen zugeordnet");
            anna.submit("/campaigns/" + campaign + "/members", Map.of("member", person));
        }
        assertThat(anna.submit(pasted, Map.of("pasted", "Doppel " + code + " Jena"))
                        .status())
                .as("the town tells them apart")
                .isEqualTo(302);
        assertThat(anna.submit(pasted, Map.of("pasted", " \n")).text()).contains("Pflichtfeld");
        assertThat(anna.submit(pasted, Map.of("pasted", "Zeile \u0000\n".repeat(2) + "Zeile\n".repeat(600)))
                        .text())
                .as("the same line counts once")
                .contains("Eine Zeile ist nicht eindeutig");
    }

    @Test
    void ordersContactsForTheMembersAndShowsHowFarItIs() {
        anna.submit("/campaigns/" + campaign + "/candidates", Map.of("add", address));
        String plan = "/campaigns/" + campaign + "/plan-contacts";
        assertThat(anna.get("/campaigns/" + campaign).text())
                .contains("id=\"plan-contacts\"", "Eine zugeordnete Adresse hat keinen offenen Kontakt");
        Map<String, Object> form = new HashMap<>(Map.of(
                "idempotencyKey", UUID.randomUUID().toString(),
                "type", "CALL",
                "subject", " ",
                "description", "bleibt stehen",
                "startFrom", "2027-03-01T16:00",
                "startTo", "2027-03-02T10:00",
                "responsibles", "ben"));
        Answer refused = anna.asHtmx().submit(plan, form);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .doesNotContain("<html")
                .contains("Pflichtfeld", "Die Uhrzeiten gelten für jeden Tag", "bleibt stehen", "value=\"ben\"");
        Answer none = anna.asHtmx().submit(plan, with(form, "startTo", "2.3.2027 24:00"));
        assertThat(none.text()).contains("Mitternacht ist 00:00", "value=\"2.3.2027 24:00\"");
        form.put("startTo", "Di., 2.3.2027, 17 Uhr");
        form.put("subject", "Einladen " + title);
        assertThat(anna.submit(plan, with(form, "responsibleText", "gibtesnicht"))
                        .text())
                .contains("kein Benutzer mit Anmeldung", "Einladen " + title);
        assertThat(anna.submit(plan, with(form, "action", "add", "responsible", "maria"))
                        .text())
                .contains("value=\"ben\"", "value=\"maria\"");
        assertThat(anna.submit(plan, with(form, "remove", "ben")).text()).doesNotContain("value=\"ben\"");
        assertThat(anna.submit(plan, form).status()).isEqualTo(302);
        assertThat(anna.submit(plan, form).status())
                .as("sent twice, ordered once")
                .isEqualTo(302);

        String running = anna.asHtmx().get(plan).text();
        assertThat(running)
                .contains("0 von 1 geplant", "every 2s", "cancel-plan")
                .doesNotContain("plan-form");
        String ordered = running.replaceAll("(?s).*plan-contacts/(\\d+)/cancel.*", "$1");
        assertThat(pages.as("paul").get("/campaigns/" + campaign).text()).doesNotContain("cancel-plan");
        assertThat(pages.as("paul")
                        .submit(plan + "/" + ordered + "/cancel", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(anna.asHtmx()
                        .submit(plan + "/" + ordered + "/cancel", Map.of())
                        .text())
                .contains("Abgebrochen von", "plan-form");
        Answer ended = anna.asHtmx().get(plan + "?watching=" + ordered);
        assertThat(ended.text()).doesNotContain("every 2s");
        assertThat(ended.header("X-Changed")).contains("contact");
    }

    private static Map<String, Object> with(Map<String, Object> form, String... more) {
        Map<String, Object> all = new HashMap<>(form);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    @Test
    void closesAndReassignsOpenContacts() {
        long first = plannedContact();
        String open = "/campaigns/" + campaign + "/open-contacts";
        assertThat(anna.get("/campaigns/" + campaign).text()).contains("value=\"" + first + ":0\"");
        assertThat(anna.submit(open, Map.of("action", "notPerformed", "reason", "schon getippt"))
                        .text())
                .contains("Bitte wählen Sie zuerst etwas aus.", "schon getippt");
        Answer nobody = anna.asHtmx()
                .submit(open, Map.of("action", "reassign", "selected", first + ":0", "responsibleText", "xyz"));
        assertThat(nobody.status()).isEqualTo(422);
        assertThat(nobody.text()).contains("kein Benutzer mit Anmeldung", "value=\"xyz\"");
        assertThat(anna.submit(open, Map.of("action", "reassign", "selected", first + ":0", "responsible", "ben"))
                        .status())
                .isEqualTo(302);
        Answer stale = anna.asHtmx()
                .submit(open, Map.of("action", "performed", "selected", first + ":0", "duration", "00:10"));
        assertThat(stale.status()).isEqualTo(422);
        assertThat(stale.text()).contains("Einer konnte nicht geändert werden.", "checked");
        // one that lies ahead is asked for its real start, and now is proposed (rule 18)
        Map<String, String> early = Map.of("action", "performed", "selected", first + ":1", "duration", "10");
        assertThat(anna.asHtmx().submit(open, Map.of("action", "notPerformed")).text())
                .doesNotContain("name=\"startDate\"");
        Answer asked = anna.asHtmx().submit(open, early);
        assertThat(asked.status()).isEqualTo(422);
        assertThat(asked.text()).contains("vorgeschlagen ist jetzt");
        Map<String, String> answered = Forms.fields(asked.text());
        assertThat(answered.get("startDate")).matches("[0-9]{2}[.][0-9]{2}[.][0-9]{4}");
        assertThat(answered.get("startTime")).matches("[0-9]{2}:[0-9]{2}");
        answered.putAll(early);
        assertThat(anna.asHtmx().submit(open, answered).text())
                .contains("Zu dieser Kampagne ist kein Kontaktvorgang offen.");
        assertThat(api.as("anna")
                        .get("/api/contacts/" + first)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("PERFORMED");
        assertThat(pages.as("paul").submit(open, Map.of("action", "reassign")).status())
                .isEqualTo(403);
    }

    private long plannedContact() {
        return id(api.as("anna")
                .post(
                        "/api/contacts",
                        Map.of(
                                "addressId",
                                address,
                                "type",
                                "CALL",
                                "direction",
                                "OUTGOING",
                                "status",
                                "PLANNED",
                                "start",
                                "2027-03-01T10:00",
                                "duration",
                                "00:00",
                                "reminder",
                                false,
                                "subject",
                                "Nachfassen " + title,
                                "campaignId",
                                campaign)));
    }

    @Test
    void showsResultsInNumbersAndAsABar() {
        anna.submit("/campaigns/" + campaign + "/candidates", Map.of("add", address));
        plannedContact();
        String page = anna.get("/campaigns/" + campaign).text();
        assertThat(page)
                .contains("Zugeordnete Adressen: 1, erreicht: 0, mit geplantem Kontakt: 1, ohne Kontakt: 0")
                .contains("<dt>Noch nie kontaktiert</dt><dd>1</dd>", "Nachfassen " + title);
        assertThat(anna.get("/campaigns/" + campaign + "/results").text()).contains("<html", "<dd>1</dd>");
        assertThat(anna.asHtmx().get("/campaigns/" + campaign + "/results").text())
                .doesNotContain("<html");
    }

    @Test
    void asksBeforeDeletingOnThePageAndSaysWhatStays() {
        plannedContact();
        for (String path : new String[] {"/campaigns/" + campaign, "/campaigns/" + campaign + "/delete"}) {
            assertThat(maria.get(path).text())
                    .as(path)
                    .contains("Das ist endgültig", "Ein Kontaktvorgang und keine Maßnahme behalten")
                    .contains("Keine Adresse ist ihr zugeordnet.");
        }
        assertThat(maria.get("/campaigns/" + campaign).text()).contains("id=\"delete-dialog\"");
        assertThat(anna.get("/campaigns/" + campaign).text()).doesNotContain("id=\"delete-dialog\"");
    }

    @Test
    void theOptionWebPartListsTheActiveCampaignsAndOffersWhatOneMayDo() {
        String start = maria.get("/").text();
        assertThat(start).contains("id=\"campaigns\"", "id=\"campaign-in-place\"");
        assertThat(anna.get("/").text())
                .contains("id=\"campaigns\"")
                .doesNotContain("id=\"campaign-in-place\"")
                .doesNotContainPattern("/campaigns/[0-9]+/(edit|delete)");
        assertThat(pages.as("sabine").get("/").text()).doesNotContain("id=\"campaigns\"");
        maria.submit("/campaigns/" + campaign + "/delete", Map.of());
        String after = "";
        for (boolean more = true; more; ) {
            String lines = maria.asHtmx().get("/campaigns/active" + after).text();
            assertThat(lines).doesNotContain("<html", title);
            more = lines.contains("/campaigns/active?after=");
            after = "?after=" + lines.replaceAll("(?s).*/campaigns/active\\?after=([^\"]*).*", "$1");
        }
        assertThat(maria.get("/campaigns/active").text()).contains("<html");
    }

    @Test
    void theOptionWebPartCreatesInPlaceAndKeepsWhatIsWrong() {
        Answer refused = maria.asHtmx()
                .submit("/campaigns/active", Map.of("title", " ", "from", "2026-09-01", "to", "2026-08-01"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("Pflichtfeld", "value=\"2026-09-01\"", "id=\"campaign-to-error\"", "open=\"open\"")
                .doesNotContain("<html");
        assertThat(maria.submit("/campaigns/active", Map.of("title", "")).text())
                .contains("<html", "Pflichtfeld");

        Map<String, String> form = Map.of(
                "title", title + " hier", "idempotencyKey", UUID.randomUUID().toString());
        String created = maria.asHtmx().submit("/campaigns/active", form).text();
        String twice = maria.asHtmx().submit("/campaigns/active", form).text();

        String path = created.replaceAll("(?s).*Angelegt:.*?href=\"(/campaigns/[0-9]+)\".*", "$1");
        assertThat(created).contains(title + " hier").doesNotContain("<html");
        assertThat(twice).as("a double click").contains("href=\"" + path + "\"");
        assertThat(maria.get(path).text()).contains(title + " hier");
        Answer plain = maria.submit("/campaigns/active", Map.of("title", title + " ohne Skripte"));
        assertThat(plain.status()).isEqualTo(302);
        assertThat(path(plain)).isEqualTo("/");
        assertThat(anna.submit("/campaigns/active", Map.of("title", title)).status())
                .isEqualTo(403);
    }

    @Test
    void theOptionWebPartIsComeBackToAfterEditingAndDeleting() {
        String asked = "/campaigns/" + campaign + "/delete?back=/";
        assertThat(maria.asHtmx().get(asked).text())
                .contains("<dialog", "data-modal", "Das ist endgültig", "lässt sich nicht reaktivieren")
                .doesNotContain("<html");
        assertThat(maria.get(asked).text()).contains("<html", "name=\"back\" value=\"/\"");
        assertThat(maria.get("/campaigns/" + campaign + "/edit?back=/").text()).contains("name=\"back\" value=\"/\"");
        Answer changed =
                maria.submit("/campaigns/" + campaign, Map.of("version", 0, "title", title + " neu", "back", "/"));
        assertThat(path(changed)).isEqualTo("/");
        Answer deleted = maria.submit("/campaigns/" + campaign + "/delete", Map.of("back", "//boese.example"));
        assertThat(path(deleted)).as("never to somewhere else").isEqualTo("/");
    }

    @Test
    void choicesDoNotCountMembers() {
        assertThat(statements.during(() -> anna.get("/addresses/" + address)))
                .noneMatch(sql -> sql.contains("listed.*") && sql.contains("count(*)"));
    }

    @Test
    void showsTheHistoryUpcomingAbovePast() {
        anna.submit("/addresses/" + address + "/campaigns", Map.of("campaignId", campaign));
        String measure = path(anna.submit("/measures", Map.of("subject", "Mailing " + title, "campaignId", campaign)));
        anna.submit(measure, Map.of("version", 0, "outcome", "performed"));
        String page = anna.get("/addresses/" + address).text();
        assertThat(page).contains("CRM-Historie", "Mailing " + title, "Vergangen", "Letzter Kontakt");
        String part = anna.asHtmx()
                .get("/addresses/" + address + "/history?text=mailing")
                .text();
        assertThat(part).contains("<mark>Mailing</mark>").doesNotContain("<html");
        assertThat(anna.get("/addresses/" + address + "/history?status=PLANNED").text())
                .contains("<html", "Nichts passt zu diesem Filter.");
    }

    @Test
    void showsHostileTextsAsTexts() {
        long hostile =
                id(api.as("maria").post("/api/campaigns", Map.of("title", HOSTILE + title, "description", HOSTILE)));
        anna.submit("/addresses/" + address + "/campaigns", Map.of("campaignId", hostile));
        String measure =
                path(anna.submit("/measures", Map.of("subject", HOSTILE, "infotext", HOSTILE, "campaignId", hostile)));
        for (String path :
                new String[] {"/campaigns/" + hostile, "/campaigns", "/addresses/" + address, measure, "/measures/new"
                }) {
            assertThat(maria.get(path).text()).as(path).doesNotContain(HOSTILE);
        }
    }

    @Test
    void readsPagesInAFewStatements() {
        assertThat(statements.during(() -> anna.get("/addresses/" + address))).hasSizeLessThanOrEqualTo(30);
        assertThat(statements.during(() -> anna.get("/campaigns/" + campaign))).hasSizeLessThanOrEqualTo(25);
    }
}
