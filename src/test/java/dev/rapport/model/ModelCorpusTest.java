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
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

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

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void tellsWhatIsWrongAndNothingElse(Case broken) {
        assertThat(broken.expected()).isNotEmpty();
        assertThat(told(broken, Finding::isError)).containsExactlyInAnyOrderElementsOf(broken.expected());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("honest")
    void letsHonestRedesignsPassWithAWordOfWarning(Case honest) {
        assertThat(told(honest, Finding::isError)).isEmpty();
        assertThat(told(honest, finding -> !finding.isError())).containsExactlyInAnyOrderElementsOf(honest.warnings());
    }

    @Test
    void isLargeEnoughToMeanSomething() {
        assertThat(refused()).hasSizeGreaterThanOrEqualTo(80);
        assertThat(honest()).hasSizeGreaterThanOrEqualTo(25);
    }

    private static String inShort(Finding finding) {
        return finding.code() + " @ " + Objects.requireNonNullElse(finding.element(), "-") + " @ " + finding.resource();
    }

    /** In short, each once, and in sentences that a process admin understands. */
    private Set<String> told(Case files, Predicate<Finding> wanted) {
        List<Finding> findings =
                checkModels.check(files.files()).stream().filter(wanted).toList();
        // drafts and deployed versions keep what was found
        assertThat(DeployedModels.findings(JsonMapper.shared().writeValueAsString(findings)))
                .isEqualTo(findings);
        for (Finding finding : findings) {
            for (Locale language : new Locale[] {Locale.GERMAN, Locale.ENGLISH}) {
                assertThat(sentences.of(finding, language))
                        .doesNotContain("ENGINE-", "Exception", "org.camunda", "codes=")
                        .hasSizeLessThan(500);
            }
        }
        return findings.stream().map(ModelCorpusTest::inShort).collect(Collectors.toSet());
    }
}
