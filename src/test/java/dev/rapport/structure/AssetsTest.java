package dev.rapport.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.webjars.WebJarVersionLocator;

/** The first page is quick: at most 120 KB of styles and scripts, compressed, all of them in the frame of the page. */
@Tag("fast")
class AssetsTest {

    private static final Pattern ASSET = Pattern.compile("@\\{(/[^}]+\\.(?:css|js))}");

    private static final Pattern BACKGROUND = Pattern.compile("background(-color)?: *(#|white|rgb)");

    @Test
    void areAtMost120KilobytesCompressed() throws IOException {
        List<String> assets = ASSET.matcher(Files.readString(Path.of("src/main/resources/templates/layout.html")))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(assets).hasSizeGreaterThanOrEqualTo(4);
        int total = 0;
        for (String asset : assets) {
            total += compressed(read(asset)).length;
        }
        assertThat(total).as("bytes of " + assets).isLessThanOrEqualTo(120 * 1024);
    }

    @Test
    void areLoadedFromNowhereElse() throws IOException {
        for (Path folder : List.of(
                Path.of("src/main/resources/templates"),
                Path.of("src/main/resources/static"),
                Path.of("src/main/combobox"),
                Path.of("src/main/time-entry"))) {
            try (var files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile)
                        .filter(file -> !file.startsWith("src/main/resources/static/assets/fonts"))
                        .toList()) {
                    String text = Files.readString(file).replace("http://www.thymeleaf.org", "");
                    assertThat(text.replace("http://www.w3.org/2000/svg", ""))
                            .as(file.toString())
                            .doesNotContain("http://", "https://", "\"//", "'//");
                }
            }
        }
    }

    /** What has a colour of its own beneath the text is not read in the other theme; a picture and paper are white in both. */
    @Test
    void takeTheirColoursBeneathTextFromTheTheme() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/static/assets"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".css"))
                            .flatMap(AssetsTest::lines)
                            .filter(line -> BACKGROUND.matcher(line).find())
                            .map(line -> line.strip().replaceAll(" \\{.*", "")))
                    .containsExactlyInAnyOrder(".recipe-picture img", "body, body:not(.anonymous)");
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(String asset) throws IOException {
        String path = "static" + asset;
        if (asset.startsWith("/webjars/")) {
            String[] parts = asset.substring("/webjars/".length()).split("/", 2);
            path = new WebJarVersionLocator().fullPath(parts[0], parts[1]);
        }
        try (InputStream in = AssetsTest.class.getClassLoader().getResourceAsStream(path)) {
            return in.readAllBytes();
        }
    }

    private static byte[] compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
