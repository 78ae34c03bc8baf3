package dev.rapport.e2e;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged jar says what is in it, and nothing else (CycloneDX). */
class SbomIT {

    private static final String LIBRARIES = "BOOT-INF/lib/";

    @Test
    void namesEveryLibraryWithItsContent() throws Exception {
        try (JarFile jar = new JarFile(System.getProperty("rapport.jar", "target/rapport.jar"))) {
            String place = jar.getManifest().getMainAttributes().getValue("Sbom-Location");
            assumeFalse(
                    place == null && "offline=true".equals(System.getProperty("rapport.maven")),
                    "packaged offline, and then Maven does not ask what the libraries are");
            assertThat(place).isEqualTo("META-INF/sbom/application.cdx.json");
            JsonNode sbom = read(jar, place);
            assertThat(sbom.path("bomFormat").asString()).isEqualTo("CycloneDX");
            assertThat(sbom.path("metadata").path("component").path("purl").asString())
                    .startsWith("pkg:maven/dev.rapport/rapport@");

            Map<String, String> components = StreamSupport.stream(
                            sbom.path("components").spliterator(), false)
                    .collect(toMap(SbomIT::fileName, SbomIT::sha256));
            assertThat(components).containsKey("camunda-engine-7.24.0.jar");
            assertThat(components).containsAllEntriesOf(libraries(jar));
            components.keySet().removeAll(libraries(jar).keySet());
            assertThat(components.keySet())
                    .as("named only to bring others along, and left out of the jar by Spring Boot")
                    .allMatch(name -> name.startsWith("spring-boot-starter-"));
        }
    }

    private static JsonNode read(JarFile jar, String entry) throws IOException {
        try (InputStream content = jar.getInputStream(jar.getJarEntry(entry))) {
            return JsonMapper.builder().build().readTree(content);
        }
    }

    /** Of the jar that a component is. */
    private static String fileName(JsonNode component) {
        String purl = component.path("purl").asString();
        int classifier = purl.indexOf("classifier=");
        return component.path("name").asString() + "-"
                + component.path("version").asString()
                + (classifier < 0 ? "" : "-" + purl.substring(classifier + 11).replaceFirst("&.*", ""))
                + ".jar";
    }

    private static String sha256(JsonNode component) {
        return StreamSupport.stream(component.path("hashes").spliterator(), false)
                .filter(hash -> hash.path("alg").asString().equals("SHA-256"))
                .map(hash -> hash.path("content").asString())
                .findFirst()
                .orElse("unknown");
    }

    private static Map<String, String> libraries(JarFile jar) throws Exception {
        Map<String, String> libraries = new TreeMap<>();
        for (JarEntry entry : jar.stream().toList()) {
            if (entry.getName().startsWith(LIBRARIES) && !entry.isDirectory()) {
                try (InputStream content = jar.getInputStream(entry)) {
                    libraries.put(
                            entry.getName().substring(LIBRARIES.length()),
                            HexFormat.of()
                                    .formatHex(
                                            MessageDigest.getInstance("SHA-256").digest(content.readAllBytes())));
                }
            }
        }
        return libraries;
    }
}
