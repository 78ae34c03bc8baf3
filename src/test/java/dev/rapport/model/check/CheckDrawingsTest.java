package dev.rapport.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.engine.PlainSteps;
import dev.rapport.shared.BusinessTime;
import dev.rapport.support.ModelCorpus;
import dev.rapport.support.ModelCorpus.Case;
import dev.rapport.user.Group;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What can be told of a drawing by reading it, over all models of {@code src/test/resources/models}. What only shows when
 * a model runs is told by the trial; {@code ModelCorpusTest} has both, in the whole application.
 */
@Tag("fast")
class CheckDrawingsTest {

    private static final PlainSteps STEPS = new PlainSteps();

    private final CheckDrawings drawings = new CheckDrawings(
            STEPS.steps(),
            STEPS.lifecycles(),
            STEPS.facts(),
            new Shipped(),
            new BusinessTime(Clock.systemUTC(), ZoneId.of("Europe/Berlin")));

    static List<Case> refused() {
        return ModelCorpus.refused()
                .filter(each -> !each.expected().stream().allMatch(CheckDrawingsTest::onlyShowsInATrial))
                .toList();
    }

    static List<Case> honest() {
        return ModelCorpus.honest().toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void tellsWhatIsWrongAndNothingElse(Case broken) {
        assertThat(told(broken, Finding::isError)).containsExactlyInAnyOrderElementsOf(broken.expected());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("honest")
    void letsHonestRedesignsPassWithAWordOfWarning(Case honest) {
        assertThat(told(honest, Finding::isError)).isEmpty();
        assertThat(told(honest, finding -> !finding.isError())).containsExactlyInAnyOrderElementsOf(honest.warnings());
    }

    private static boolean onlyShowsInATrial(String finding) {
        return finding.startsWith("trial-") || finding.startsWith("engine ");
    }

    private Set<String> told(Case files, Predicate<Finding> wanted) {
        return drawings.check(files.files()).stream()
                .filter(wanted)
                .map(finding -> finding.code() + " @ " + Objects.requireNonNullElse(finding.element(), "-") + " @ "
                        + finding.resource())
                .collect(Collectors.toSet());
    }

    /** What Rapport ships, its groups, and one user. */
    private static final class Shipped implements InForce {

        @Override
        public boolean hasProcess(String key) {
            return model(key).isPresent();
        }

        @Override
        public Optional<byte[]> form(String key) {
            return content(Path.of("forms", key + ".form"));
        }

        @Override
        public Optional<byte[]> decision(String key) {
            return Optional.empty();
        }

        @Override
        public Optional<byte[]> model(String processKey) {
            return content(Path.of("bpmn", processKey + ".bpmn"));
        }

        @Override
        public boolean hasGroup(String id) {
            return Arrays.stream(Group.values()).anyMatch(group -> group.id().equals(id));
        }

        @Override
        public boolean hasUser(String id) {
            return id.equals("anna");
        }

        @Override
        public boolean hasCampaign(String id) {
            return false;
        }

        @Override
        public List<String> withoutManager(int most) {
            return List.of("Anna Berger");
        }

        private static Optional<byte[]> content(Path file) {
            try {
                return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
