package dev.rapport.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.model.check.CheckModels;
import dev.rapport.model.check.Finding;
import dev.rapport.model.check.FindingSentences;
import dev.rapport.support.ModelCorpus;
import dev.rapport.support.ModelCorpus.Case;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a process admin may draw by mistake is told, and what she may draw on purpose passes (rule 36). */
@IntegrationTest
class ModelCorpusTest {

    @Autowired
    private CheckModels checkModels;

    @Autowired
    private FindingSentences sentences;

    static List<Case> refused() {
        return ModelCorpus.refused().toList();
    }

    static List<Case> honest() {
        return ModelCorpus.honest().toList();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void tellsTheOneThingThatIsWrong(Case broken) {
        List<Finding> errors = errors(broken);

        assertThat(errors.stream().map(Finding::code).distinct())
                .as("%s: %s", broken, errors)
                .containsExactly(broken.code());
        if (broken.element() != null) {
            assertThat(errors).as(broken.name()).extracting(Finding::element).contains(broken.element());
        }
        for (Finding finding : errors) {
            for (Locale language : new Locale[] {Locale.GERMAN, Locale.ENGLISH}) {
                assertThat(sentences.of(finding, language))
                        .doesNotContain("ENGINE-", "Exception", "org.camunda")
                        .hasSizeLessThan(500);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("honest")
    void letsHonestRedesignsPass(Case honest) {
        assertThat(errors(honest)).as(honest.name()).isEmpty();
    }

    @Test
    void isLargeEnoughToMeanSomething() {
        assertThat(refused()).hasSizeGreaterThanOrEqualTo(80);
        assertThat(honest()).hasSizeGreaterThanOrEqualTo(25);
    }

    private List<Finding> errors(Case files) {
        return checkModels.check(files.files()).stream()
                .filter(Finding::isError)
                .toList();
    }
}
