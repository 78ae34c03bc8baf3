package dev.rapport.model.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.model.cookbook.Recipe;
import dev.rapport.model.cookbook.Recipes;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Pages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The cookbook, as it is read; that its recipes do what they say is held by {@code CookbookIT}. */
@IntegrationTest
class CookbookPagesTest {

    @Autowired
    private Pages pages;

    @Test
    void aStepIsToldWithWhatToFillIn() {
        assertThat(plain(pages.as("paul").get("/help/models").text()))
                .contains(
                        "Ziehen Sie eine Aufgabe auf den Pfeil von „Ergebnis prüfen“ zu „Ergebnis?“."
                                + " Wählen Sie dafür die Vorlage „Feld muss ausgefüllt sein“.",
                        "Nur bei Ergebnis notPerformed",
                        "Löschen Sie den Schritt „Kampagne prüfen“.",
                        "Ziehen Sie einen Pfeil von „Freigegeben?“ zu der Raute vor „Kontakt durchführen“.",
                        "geben Sie ihm die Bedingung ${contact.type == 'VISIT'}",
                        "Bedeutung Offen, mit neuem Termin");
    }

    @Test
    void itIsThereInEnglish() {
        assertThat(plain(pages.as("paul").inEnglish().get("/help/models").text()))
                .contains(
                        "Drag a task onto the arrow from “Ergebnis prüfen” to “Ergebnis?”."
                                + " Choose the template “Field must be filled in” for it.",
                        "Only for the outcome notPerformed",
                        "What has to stay");
    }

    /** What contacts and measures have alike stands there once, before what only one of them has. */
    @Test
    void whatThePaletteOffersStandsThereOnce() {
        String page = pages.as("paul").get("/help/models").text();

        List<String> headings = Pattern.compile("<summary>(Kontakt.*?|Maßnahme.*?): [^<]*</summary>")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(headings.stream().distinct())
                .containsExactly("Kontaktvorgang, Maßnahme", "Kontaktvorgang", "Maßnahme");
        assertThat(headings)
                .isSortedAccordingTo(Comparator.comparing(
                        List.of("Kontaktvorgang, Maßnahme", "Kontaktvorgang", "Maßnahme")::indexOf));
        assertThat(page)
                .containsOnlyOnce("<dt>Weiteres Ergebnis</dt>")
                .containsOnlyOnce("<dt>Entscheidungstabelle fragen</dt>");
    }

    @Test
    void everyRecipeHasItsPictureAndItsFiles() throws IOException {
        String page = pages.as("paul").get("/help/models").text();
        assertThat(Recipes.all()).hasSizeGreaterThanOrEqualTo(10);
        for (Recipe recipe : Recipes.all()) {
            assertThat(page).contains("/assets/cookbook/" + recipe.name());
            for (String file : recipe.files()) {
                String path = "/help/models/" + recipe.name() + "/" + file;
                assertThat(page).contains(path);
                Answer answer = pages.as("maria").get(path);
                assertThat(answer.status()).as(path).isEqualTo(200);
                assertThat(answer.text()).isEqualTo(Files.readString(Path.of("bpmn/examples", recipe.name(), file)));
            }
        }
    }

    @Test
    void whatIsNoFileOfARecipeIsNotThere() {
        for (String path : List.of(
                "/help/models/nothing/contact.bpmn",
                "/help/models/reason/measure.bpmn",
                "/help/models/reason/..%2Fbox%2Fcontact.bpmn")) {
            assertThat(pages.as("paul").get(path).status()).as(path).isIn(400, 404);
        }
    }

    @Test
    void itIsForThoseWhoSeeModels() {
        assertThat(pages.as("anna").get("/help/models").status()).isEqualTo(403);
        assertThat(pages.as("anna").get("/help").text()).doesNotContain("/help/models");
        assertThat(pages.as("paul").get("/help").text()).contains("/help/models");
    }

    /** What is read of a page: without markup, gaps as one. */
    private static String plain(String page) {
        return page.replaceAll("<[^>]*>", " ")
                .replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replaceAll("\\s+", " ");
    }
}
