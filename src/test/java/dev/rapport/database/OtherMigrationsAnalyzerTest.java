package dev.rapport.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.api.ErrorDetails;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.mock.env.MockEnvironment;

@Tag("fast")
class OtherMigrationsAnalyzerTest {

    @Test
    void namesTheFolderToDelete() {
        FailureAnalysis analysis = analysed(new MockEnvironment().withProperty("rapport.data-dir", "./data"));

        assertThat(analysis.getDescription())
                .contains("database in " + Path.of("data").toAbsolutePath())
                .contains("another version");
        assertThat(analysis.getAction()).contains("delete that folder").contains("RAPPORT_DATA_DIR");
    }

    @Test
    void saysNothingOfAFolderWhenTheDatabaseIsTheOperatorsOwn() {
        FailureAnalysis analysis = analysed(new MockEnvironment()
                .withProperty("rapport.data-dir", "./data")
                .withProperty("spring.datasource.url", "jdbc:postgresql://db/rapport?password=secret"));

        assertThat(analysis.getDescription()).contains("configured database").doesNotContain("secret");
        assertThat(analysis.getAction()).contains("SPRING_DATASOURCE_URL").doesNotContain("folder");
    }

    /** As Spring Boot does it when a start fails. */
    private static FailureAnalysis analysed(Environment environment) {
        List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(
                        FailureAnalyzer.class,
                        ArgumentResolver.of(Environment.class, environment),
                        FailureHandler.handleMessage((message, failure) -> {}));
        Throwable failure =
                new IllegalStateException(new FlywayValidateException(new ErrorDetails(null, "checksum"), "mismatch"));
        return analyzers.stream()
                .map(analyzer -> analyzer.analyze(failure))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }
}
