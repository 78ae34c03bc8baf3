package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the Camunda Modeler draws with: the package {@code camunda-bpmn-js}, as a bundle for the browser. It comes from the npm
 * registry, because Maven's repositories do not have it; its content is the one that this class names.
 */
final class ModelerLibrary {

    private static final String VERSION = "5.35.0";

    /** As {@code npm view camunda-bpmn-js dist.integrity} says. */
    private static final String SHA512 =
            "hT7GB/2vKA4++7oo7E8ZjWgyhFNHnlwP7r61DzrtO4wwYYoeEkulcKNzQKgrVbFIO7/tnV3Wd8cWRPblYu138Q==";

    private static final Path FOLDER = Path.of("target/modeler");

    private ModelerLibrary() {}

    /** The folder with scripts and styles for browsers; it is fetched once. */
    static synchronized Path dist() {
        Path dist = FOLDER.resolve("package/dist");
        if (!Files.exists(dist)) {
            try {
                unpack(download());
            } catch (IOException e) {
                throw new IllegalStateException("The Modeler's library cannot be had", e);
            }
        }
        return dist;
    }

    private static byte[] download() throws IOException {
        String registry = Optional.ofNullable(System.getenv("NPM_CONFIG_REGISTRY"))
                .map(address -> address.replaceAll("/+$", ""))
                .orElse("https://registry.npmjs.org");
        URI address = URI.create(registry + "/camunda-bpmn-js/-/camunda-bpmn-js-" + VERSION + ".tgz");
        System.out.println("The tests draw with the Modeler's library, which comes from " + address + " …");
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(20))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(address)
                            .timeout(Duration.ofMinutes(3))
                            .build(),
                    BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(address.toString()).isEqualTo(200);
            String found = Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-512").digest(answer.body()));
            assertThat(found).as("what " + address + " holds").isEqualTo(SHA512);
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void unpack(byte[] archive) throws IOException {
        Files.createDirectories(FOLDER);
        Path file = FOLDER.resolve("camunda-bpmn-js.tgz");
        Files.write(file, archive);
        Commands.Ended ended =
                Commands.run(List.of("tar", "-xzf", file.getFileName().toString()), Map.of(), FOLDER);
        assertThat(ended.well()).as(ended.lastLines()).isTrue();
    }
}
