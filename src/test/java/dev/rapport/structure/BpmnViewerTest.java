package dev.rapport.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The kept bundle obeys the content policy and the licence of what is in it. */
@Tag("fast")
class BpmnViewerTest {

    private static final Path DIST = Path.of("src/main/bpmn-viewer/dist");

    @Test
    void theStylesLoadNothing() throws IOException {
        assertThat(Files.readString(DIST.resolve("bpmn-viewer.css")))
                .contains(".djs-container")
                .doesNotContain("url(", "@import");
    }

    @Test
    void theScriptEvaluatesNoText() throws IOException {
        assertThat(Files.readString(DIST.resolve("bpmn-viewer.js")))
                .contains("_navigationModules")
                .doesNotContain("eval(", "new Function(", "Function(\"");
    }

    /** "The watermark must stay fully visible": its source may neither be removed nor changed, nor may styles hide it. */
    @Test
    void theLogoStays() throws IOException {
        assertThat(Files.readString(DIST.resolve("bpmn-viewer.js"))).contains("bjs-powered-by", "https://bpmn.io");
        try (Stream<Path> assets = Files.list(Path.of("src/main/resources/static/assets"))) {
            for (Path styles :
                    assets.filter(file -> file.toString().endsWith(".css")).toList()) {
                assertThat(Files.readString(styles)).as(styles.toString()).doesNotContain("bjs-powered-by");
            }
        }
    }

    @Test
    void theLicencesAreThere() throws IOException {
        assertThat(Files.readString(DIST.resolve("LICENSES.txt")))
                .contains("bpmn-js 18", "diagram-js 15", "MUST NOT be\nremoved or changed");
    }
}
