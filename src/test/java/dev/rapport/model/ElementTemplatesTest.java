package dev.rapport.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.engine.ModelSteps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Modeler's palette says of each step what the step says of itself. */
@IntegrationTest
class ElementTemplatesTest {

    private static final Path FOLDER = Path.of("bpmn/.camunda/element-templates");

    @Autowired
    private ElementTemplates templates;

    @Autowired
    private ModelSteps steps;

    /** Run with {@code -Drapport.templates=write} after a step has changed what it says of itself. */
    @Test
    void theShippedTemplatesAreThoseOfTheCatalogue() throws IOException {
        Map<String, String> expected = templates.all(Locale.GERMAN);
        if ("write".equals(System.getProperty("rapport.templates"))) {
            for (Map.Entry<String, String> template : expected.entrySet()) {
                Files.writeString(FOLDER.resolve(template.getKey()), template.getValue());
            }
        }

        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(expected.keySet());
        }
        for (Map.Entry<String, String> template : expected.entrySet()) {
            assertThat(Files.readString(FOLDER.resolve(template.getKey()))).isEqualTo(template.getValue());
        }
    }

    @Test
    void everyStepHasAnIconANameAndADescriptionInBothLanguages() {
        Map<String, String> german = templates.all(Locale.GERMAN);
        Map<String, String> english = templates.all(Locale.ENGLISH);

        assertThat(english.keySet()).isEqualTo(german.keySet());
        for (String file : german.keySet()) {
            JsonNode de = JsonMapper.shared().readTree(german.get(file));
            JsonNode en = JsonMapper.shared().readTree(english.get(file));
            for (String text : new String[] {"name", "description"}) {
                assertThat(de.path(text).asString()).isNotBlank();
                assertThat(en.path(text).asString())
                        .isNotBlank()
                        .isNotEqualTo(de.path(text).asString());
            }
            assertThat(de.path("icon").path("contents").asString()).startsWith("data:image/svg+xml;base64,");
        }
    }

    @Test
    void aModelIsOfferedItsOwnStepsOnly() {
        assertThat(templates.of("measure", Locale.GERMAN))
                .containsOnlyKeys(
                        "assignMeasureCampaign.json",
                        "checkOutcome.json",
                        "decide.json",
                        "escalation.json",
                        "furtherOutcome.json",
                        "handOverMeasure.json",
                        "notifyMeasure.json",
                        "recordMeasureNotPerformed.json",
                        "recordMeasureOpen.json",
                        "recordMeasurePerformed.json",
                        "registerMeasure.json",
                        "removeMeasureCampaign.json",
                        "requireCampaign.json",
                        "requireMeasureDays.json",
                        "requireMeasureField.json",
                        "requireMeasureResponsible.json",
                        "setMeasureStatus.json");
        assertThat(steps.catalogue().get("removeReminders").isMeantFor("measure"))
                .isFalse();
    }
}
