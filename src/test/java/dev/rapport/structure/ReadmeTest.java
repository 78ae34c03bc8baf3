package dev.rapport.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A newcomer is never sent to a place that is not there. */
@Tag("fast")
class ReadmeTest {

    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#|mailto:)([^)#]+)[^)]*\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\\s]+)`");
    private static final Pattern TYPE = Pattern.compile("[a-z]+(?:/[a-z]+)*/[A-Z]\\w+");

    /** First parts of the paths in this repository. */
    private static final Set<String> ROOTS = Set.of(
            "src", "bpmn", "forms", ".ci", "pom.xml", "docker-compose.yml", "LICENSE", "README.md", ".editorconfig");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "src/docs/glossary.md"})
    void namesOnlyPathsThatExist(String file) throws IOException {
        Path document = Path.of(file);
        String text = Files.readString(document);
        List<String> missing = new ArrayList<>();
        Path folder = document.toAbsolutePath().getParent();
        LINK.matcher(text).results().map(link -> link.group(1)).forEach(link -> {
            if (!Files.exists(folder.resolve(link))) {
                missing.add(link);
            }
        });
        CODE.matcher(text).results().map(code -> code.group(1)).forEach(code -> {
            if (ROOTS.contains(code.split("/", -1)[0]) && !Files.exists(Path.of(code))) {
                missing.add(code);
            }
            // `measure/CampaignRequired`: a class by its module
            if (TYPE.matcher(code).matches() && !Files.exists(Path.of("src/main/java/dev/rapport/" + code + ".java"))) {
                missing.add(code);
            }
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void linksEveryDecision() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        try (var decisions = Files.list(Path.of("src/docs/adr"))) {
            assertThat(decisions.map(adr -> "src/docs/adr/" + adr.getFileName()))
                    .allSatisfy(adr -> assertThat(readme).contains(adr));
        }
    }

    @Test
    void explainsEveryModule() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        List<String> named = Pattern.compile("\\| `([a-z]+)/` \\|")
                .matcher(readme)
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();
        try (var packages = Files.list(Path.of("src/main/java/dev/rapport"))) {
            assertThat(named)
                    .containsExactlyInAnyOrderElementsOf(packages.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString())
                            .toList());
        }
    }
}
