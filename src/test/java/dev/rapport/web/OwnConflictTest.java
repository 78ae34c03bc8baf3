package dev.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Forms;
import dev.rapport.support.Pages;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Two windows of one person are no two people: what was changed in the other one is not somebody else's doing. */
@IntegrationTest
class OwnConflictTest {

    private static final String OWN = "Sie selbst haben das inzwischen in einem anderen Fenster geändert.";

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private TestCampaigns campaigns;

    private final String word = "w" + UUID.randomUUID().toString().substring(0, 8);
    private Map<Item, String> paths = Map.of();

    private enum Item {
        CONTACT,
        MEASURE,
        CAMPAIGN,
        ADDRESS;

        String field() {
            return switch (this) {
                case CONTACT, MEASURE -> "subject";
                case CAMPAIGN -> "title";
                case ADDRESS -> "name";
            };
        }
    }

    @BeforeEach
    void oneOfEach() {
        long address = campaigns.aCompany();
        paths = Map.of(
                Item.CONTACT,
                "/contacts/"
                        + campaigns
                                .contact(campaigns.aPlannedContact(address, null))
                                .json()
                                .path("id")
                                .asString(),
                Item.MEASURE,
                "/measures/" + campaigns.aMeasure(null).id(),
                Item.CAMPAIGN,
                "/campaigns/" + campaigns.aCampaign(word),
                Item.ADDRESS,
                "/addresses/" + address);
    }

    @ParameterizedTest
    @EnumSource
    void theApiSaysWhoseChangeItWas(Item item) {
        String path = "/api" + paths.get(item);
        int version = api.as("maria").get(path).json().path("version").asInt();
        patch(item, version, "eins");

        Answer own = patch(item, version, "zwei");
        assertThat(own.status()).as(own.text()).isEqualTo(409);
        assertThat(own.errors()).containsExactly("version:stale-version");
        assertThat(own.text()).contains(OWN);
        Answer others = api.as(item == Item.CAMPAIGN ? "paul" : "anna")
                .patch(path, Map.of("version", version, item.field(), word + " drei"));
        if (item != Item.CAMPAIGN) {
            assertThat(others.status()).isEqualTo(409);
            assertThat(others.text()).contains("von jemand anderem").doesNotContain("Sie selbst");
        }
    }

    @ParameterizedTest
    @EnumSource
    void thePageSaysWhoseChangeItWas(Item item) {
        String path = paths.get(item);
        String shown = switch (item) {
            case CONTACT, MEASURE -> path;
            case CAMPAIGN, ADDRESS -> path + (item == Item.ADDRESS ? "?edit" : "/edit");
        };
        Map<String, String> form =
                new HashMap<>(Forms.fields(pages.as("maria").get(shown).text()));
        patch(item, Integer.parseInt(form.get("version")), "eins");
        form.put(item.field(), word + " zwei");

        Answer own = pages.as("maria").submit(path, form);
        assertThat(own.status()).isEqualTo(409);
        assertThat(own.text()).contains(OWN).contains(word + " zwei").doesNotContain("jemand");
    }

    @Test
    void whatOneselfHasClosedIsNotClosedBySomebodyElse() {
        String path = "/api" + paths.get(Item.CONTACT);
        int version = api.as("anna").get(path).json().path("version").asInt();
        Map<String, Object> outcome = Map.of("version", version, "outcome", "notPerformed", "infotext", word);
        assertThat(api.as("anna").post(path + "/outcome", outcome).status()).isEqualTo(200);

        assertThat(api.as("anna").post(path + "/outcome", outcome).text()).contains(": Das waren Sie selbst.");
        assertThat(api.as("ben").post(path + "/outcome", outcome).text())
                .contains("Wurde schon fertiggestellt, von Anna Berger am ");
    }

    private Answer patch(Item item, int version, String value) {
        return api.as("maria")
                .patch("/api" + paths.get(item), Map.of("version", version, item.field(), word + " " + value));
    }
}
