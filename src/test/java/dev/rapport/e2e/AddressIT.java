package dev.rapport.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Finding, creating and maintaining addresses. */
@EndToEndTest
class AddressIT {

    private final String word = OwnData.word();
    private Browser anna;
    private OwnData data;
    private String company;

    @BeforeEach
    void aCompany(Browsers browsers) {
        anna = browsers.open().as("anna");
        data = new OwnData(anna);
        company = data.company(word + " GmbH");
    }

    @Test
    void masterDataIsChangedInPlaceAndTheFocusStaysThere() {
        anna.go("/addresses/" + company);
        Page page = anna.page();
        page.locator("#edit-master-data").press("Enter");
        assertThat(page.locator("#md-name")).isFocused();
        page.locator("#md-town").fill("Neu-Ulm");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator("#edit-master-data")).isFocused();
        assertThat(page.locator("#master-data")).containsText("Neu-Ulm");
    }

    @Test
    void whatTwoPeopleChangedInTheMasterDataStandsSideBySide(Browsers browsers) {
        Browser ben = browsers.open().as("ben");
        anna.expects("status of 409").go("/addresses/" + company + "?edit");
        ben.go("/addresses/" + company + "?edit");
        ben.page().locator("#md-town").fill("Von Ben");
        ben.page().locator("#master-data button[type=submit]").click();
        assertThat(ben.page().locator("#edit-master-data")).isVisible();

        anna.page().locator("#md-town").fill("Von Anna");
        anna.page().locator("#master-data button[type=submit]").click();
        assertThat(anna.page().locator("#master-data .alert")).containsText("Ben Yılmaz");
        assertThat(anna.page().locator("#md-town")).hasValue("Von Anna");
        assertThat(anna.page().locator("#md-town-theirs")).containsText("Von Ben");
        anna.isAccessible().fitsTheScreen().screenshot("address-conflict");
        anna.page().locator("#master-data button[type=submit]").click();
        assertThat(anna.page().locator("#master-data")).containsText("Von Anna");
    }

    @Test
    void aContactPersonIsAddedInPlace() {
        anna.expects("status of 422").go("/addresses/" + company);
        Page page = anna.page();
        page.locator("#persons .add-in-place > summary").click();
        page.locator("#persons button[type=submit]").click();
        assertThat(page.locator("#person-name")).hasAccessibleDescription(Pattern.compile("Pflichtfeld"));
        anna.isAccessible().fitsTheScreen().screenshot("address-person-errors");
        page.locator("#person-name").fill("Anders" + word);
        page.locator("#persons button[type=submit]").click();
        assertThat(page.locator("#persons-list")).containsText("Anders" + word);
    }

    @Test
    void aNewAddressSurvivesTheEndOfTheSession() {
        anna.expects("status of 40[13]").go("/addresses/new");
        Page page = anna.page();
        page.locator("#name").fill("Spät" + word + " KG");
        page.locator("#town").fill("Ulm");
        anna.loseSession();
        page.locator("#new-address button[type=submit]").click();
        assertThat(page.locator("#toasts")).containsText("Ihre Anmeldung ist abgelaufen");
        assertThat(page.locator("#name")).hasValue("Spät" + word + " KG");
        anna.logInElsewhere("anna");
        page.locator("#new-address button[type=submit]").click();
        assertThat(page.locator("h1")).hasText("Spät" + word + " KG");
        assertThat(page).hasURL(Pattern.compile("/addresses/\\d+$"));
        assertThat(page.locator("#toasts")).containsText("ist angelegt");
    }

    @Test
    void withoutScriptsADoubleClickCreatesOneAddress(Browsers browsers) {
        Browser plain = browsers.openWithoutScripts().as("anna");
        plain.go("/addresses/new");
        plain.page().locator("#name").fill("Doppel" + word);
        plain.page().locator("#new-address button[type=submit]").dblclick();
        assertThat(plain.page().locator("h1")).hasText("Doppel" + word);
        plain.go("/addresses?q=Doppel" + word);
        assertThat(plain.page().locator("#address-rows .row-link")).hasCount(1);
    }

    @ParameterizedTest
    @CsvSource({"de, DESKTOP", "de, PHONE", "en, DESKTOP", "en, PHONE"})
    void looksGoodInBothLanguagesAndOnAPhone(String language, Device device, Browsers browsers) {
        Browser ben = browsers.open(Locale.forLanguageTag(language), device).as("ben");
        ben.expects("status of 422").go("/addresses?q=gmbh");
        ben.isAccessible().fitsTheScreen().screenshot("addresses");
        ben.go("/addresses/" + company);
        ben.isAccessible().fitsTheScreen().screenshot("address");
        ben.page().locator("#edit-master-data").click();
        ben.page().locator("#md-name").fill("");
        ben.page().locator("#master-data button[type=submit]").click();
        assertThat(ben.page().locator("#master-data .alert-danger")).isFocused();
        ben.isAccessible().fitsTheScreen().screenshot("address-errors");
        ben.go("/addresses/new?name=" + word);
        ben.page().locator("#new-address button[type=submit]").click();
        ben.page().locator("#new-address .alert-warning, .address-page").first().waitFor();
        ben.isAccessible().fitsTheScreen().screenshot("address-new");
        ben.go("/addresses/" + company + "/campaigns");
        ben.isAccessible().fitsTheScreen().screenshot("address-campaigns");
    }
}
