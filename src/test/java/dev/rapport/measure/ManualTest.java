package dev.rapport.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Forms;
import dev.rapport.support.Pages;
import dev.rapport.support.Tasklist;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The manual's chapter "Maßnahmen zu Kampagnen durchführen", sentence by sentence. */
@IntegrationTest
class ManualTest {

    @Autowired
    private Api api;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private Pages pages;

    @Test
    void massnahmenZuKampagnenDurchfuehren() {
        Tasklist tasklist = Tasklist.of(api, "anna").in("de");
        Pages anna = pages.as("anna");

        // "Sie können in der Standardkonfiguration mit dem Vorgangstyp Maßnahme Maßnahmen zu angelegten Kampagnen
        // durchführen."
        long campaign = campaigns.aCampaign("Herbstmesse");

        // "Bevor Sie dies tun, ist es sinnvoll, den Adressen (Kunden), die von einer Kampagne angesprochen werden
        // sollen, diese zuordnen. Dies können Sie über das Adresswebpart Kampagnen erledigen."
        long customer = campaigns.aCompany();
        long other = campaigns.aCompany();
        for (long address : List.of(customer, other)) {
            assertThat(anna.submit("/addresses/" + address + "/campaigns", Map.of("campaignId", campaign))
                            .status())
                    .isEqualTo(302);
        }
        assertThat(titles("/api/addresses/" + customer + "/campaigns")).containsExactly("Herbstmesse");

        // "Legen Sie nun einen neuen Vorgang vom Typ Maßnahme an. Sie können nun beliebige Informationen über die
        // Maßnahme am Vorgang pflegen. Beispielsweise über den Infotext."
        Answer measure = api.as("anna").post("/api/measures", Map.of("subject", "Einladung zur Messe"));
        assertThat(measure.status()).isEqualTo(201);
        String path = measure.header("Location");
        Answer noted = api.as("anna")
                .patch(path, Map.of("version", version(measure), "infotext", "800 Karten, Druckerei Nord"));
        assertThat(noted.json().path("infotext").asString()).isEqualTo("800 Karten, Druckerei Nord");

        // "Wenn Sie den Vorgang über einen Statuswechsel in Durchgeführt fertigstellen wollen, wird standardmäßig
        // geprüft, ob dem Vorgang eine Kampagne zugewiesen wurde."
        String task = noted.json().path("taskId").asString();
        Tasklist.Answer refused = tasklist.complete(task, Map.of("outcome", "performed"));
        assertThat(refused.message()).isEqualTo("Bitte wählen Sie zuerst eine Kampagne.");
        assertThat(api.as("anna").get(path).text()).isEqualTo(noted.text());

        // "Der wichtigste Schritt: Wählen Sie beim WebPart Kampagne diejenige aus, zu der die Maßnahme gehört."
        String page = path.replace("/api", "");
        Map<String, String> form = Forms.fields(anna.get(page).text());
        form.putAll(Map.of(
                "campaignId", String.valueOf(campaign),
                "campaignIdText", "Herbstmesse",
                "campaignIdLabel", "Herbstmesse"));
        assertThat(anna.submit(page, form).status()).isEqualTo(303);
        assertThat(anna.asHtmx().get(page + "/campaign").text()).contains("Herbstmesse");
        assertThat(tasklist.complete(task, Map.of("outcome", "performed")).status())
                .isIn(200, 204);
        Answer closed = api.as("anna").get(path);
        assertThat(closed.json().path("status").asString()).isEqualTo("PERFORMED");
        assertThat(closed.json().path("audience").asInt()).isEqualTo(2);

        // "… Kontaktvorgänge einer Kampagne zuordnen und damit beispielsweise zusätzlich besondere Kundenkontakte im
        // Rahmen der gewählten Kampagne dokumentieren."
        Answer contact = campaigns.contact(campaigns.aPlannedContact(customer, campaign));

        // "Diese bleiben der gewählten Adresse für immer in der CRM-Historie zugeordnet, auch wenn die Kampagne der
        // Adresse zwischenzeitlich nicht mehr zugeordnet sein sollte."
        String history = history(customer);
        assertThat(history).contains("Einladung zur Messe", "Angebot nachfassen", "Herbstmesse");
        anna.submit("/addresses/" + customer + "/campaigns", Map.of("remove", campaign));
        assertThat(titles("/api/addresses/" + customer + "/campaigns")).isEmpty();
        assertThat(history(customer)).isEqualTo(history);

        // "Wenn eine Kampagne beendet ist und Sie diese nicht mehr in Auswahllisten haben möchten, können Sie diese
        // über das Optionswebpart löschen."
        Answer open = api.as("anna").post("/api/measures", Map.of("subject", "Nachfassen", "campaignId", campaign));
        Pages maria = pages.as("maria");
        assertThat(maria.get("/campaigns?q=herbstmesse").text()).contains("href=\"/campaigns/" + campaign);
        maria.submit("/campaigns/" + campaign + "/delete", Map.of());
        assertThat(maria.get("/campaigns?q=herbstmesse").text()).doesNotContain("href=\"/campaigns/" + campaign);
        assertThat(titles("/api/campaigns?q=herbstmesse")).isEmpty();

        // "Es bleiben in bestehenden Vorgängen alle Verknüpfungen erhalten. In der Ansicht des CRM-Historienwebparts
        // ändert sich nichts."
        assertThat(api.as("anna").get(path).json().path("campaign").asString()).isEqualTo("Herbstmesse");
        assertThat(api.as("anna")
                        .get("/api/contacts/" + contact.json().path("id").asLong())
                        .json()
                        .path("campaign")
                        .asString())
                .isEqualTo("Herbstmesse");
        assertThat(history(customer)).isEqualTo(history);
        assertThat(tasklist.complete(open.json().path("taskId").asString(), Map.of("outcome", "performed"))
                        .status())
                .as("an open measure closes with its deleted campaign")
                .isIn(200, 204);
        assertThat(tasklist.complete(contact.json().path("taskId").asString(), Map.of("outcome", "notPerformed"))
                        .status())
                .as("and so does an open contact")
                .isIn(200, 204);
        assertThat(history(customer)).contains("Angebot nachfassen", "Herbstmesse");

        // "Sie können die Kampagne jedoch nicht reaktivieren, in Vorgängen auswählen oder Adressen zuordnen."
        Answer deleted = api.as("anna").get("/api/campaigns/" + campaign);
        assertThat(api.as("maria")
                        .patch("/api/campaigns/" + campaign, Map.of("version", version(deleted), "title", "Wieder da"))
                        .errors())
                .containsExactly("id:campaign.deleted");
        assertThat(api.as("anna")
                        .post("/api/measures", Map.of("subject", "Neu", "campaignId", campaign))
                        .errors())
                .containsExactly("campaignId:campaign.deleted");
        assertThat(api.as("anna")
                        .post("/api/contacts", campaigns.aPlannedContact(other, campaign))
                        .errors())
                .containsExactly("campaignId:campaign.deleted");
        assertThat(api.as("anna")
                        .send("PUT", "/api/campaigns/" + campaign + "/members/" + customer, null)
                        .errors())
                .containsExactly("campaignId:campaign.deleted");
    }

    private static int version(Answer answer) {
        return answer.json().path("version").asInt();
    }

    /** The web part without its filters. */
    private String history(long address) {
        return pages.as("anna")
                .asHtmx()
                .get("/addresses/" + address + "/history")
                .text();
    }

    private List<String> titles(String path) {
        return api.as("anna")
                .get(path)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("title").asString())
                .toList();
    }
}
