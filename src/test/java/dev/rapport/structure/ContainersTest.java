package dev.rapport.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.rapport.support.HealthCheck;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** What {@code docker-compose.yml} and the Dockerfile promise; what they run is tried out end to end. */
@Tag("fast")
class ContainersTest {

    private static final Path COMPOSE = Path.of("docker-compose.yml");

    private static final Pattern SECRET = Pattern.compile("(?i).*(password|secret|token|passwd|credential|_key$).*");

    /** From outside, and without it nothing starts. */
    private static final Pattern REQUIRED = Pattern.compile("\\$\\{([A-Z_]+):\\?[^}]+}");

    private static final String PORT = "${SERVER_PORT:-8080}";

    private final Map<String, Map<String, Object>> services = services();

    @Test
    void everyServiceComesBackAndIsWatched() {
        assertThat(services.keySet())
                .containsExactlyInAnyOrder("rapport", "postgres", "mail", "node-1", "node-2", "node-3", "proxy");
        assertThat(services).allSatisfy((name, service) -> {
            assertThat(service).as(name).containsEntry("restart", "unless-stopped");
            assertThat(service).as(name).containsKey("healthcheck");
            // its own, or else the image's, which is ours then
            assertThat(map(service, "healthcheck").containsKey("test") || service.containsKey("build"))
                    .as(name)
                    .isTrue();
        });
    }

    @Test
    void portsAreTheSameEverywhere() throws IOException {
        Map<String, String> rapport = environment("rapport");
        assertThat(rapport).containsEntry("SERVER_PORT", PORT);
        assertThat(strings("rapport", "ports"))
                .as("to this machine only, and nothing but the pages")
                .containsExactly("127.0.0.1:" + PORT + ":" + PORT);
        assertThat(Files.readString(HealthCheck.DOCKERFILE))
                .contains("EXPOSE 8080\n", "/${MANAGEMENT_SERVER_PORT:-" + PORT + "} ");
        assertThat(Files.readString(Path.of("src/main/resources/application.yml")))
                .contains("\nserver:\n  port: 8080\n");
        assertThat(rapport)
                .containsEntry("SPRING_DATASOURCE_URL", "jdbc:postgresql://postgres:5432/rapport")
                .containsEntry("SPRING_MAIL_HOST", "mail")
                .containsEntry("SPRING_MAIL_PORT", "1025")
                .containsEntry("MANAGEMENT_SERVER_PORT", "${MANAGEMENT_SERVER_PORT:-}");
        assertThat(environment("postgres"))
                .containsEntry("POSTGRES_DB", "rapport")
                .doesNotContainKey("PGPORT");
    }

    /** Profile {@code cluster}: the same application, which nobody reaches but through the proxy that is told of all of them. */
    @Test
    void nodesAreTheSameApplicationBehindAProxy() throws IOException {
        List<String> nodes = List.of("node-1", "node-2", "node-3");
        assertThat(nodes).allSatisfy(node -> {
            Map<String, String> expected = environment("rapport");
            expected.put("RAPPORT_TRUSTED_PROXY", environment(node).get("RAPPORT_TRUSTED_PROXY"));
            assertThat(environment(node)).isEqualTo(expected);
            assertThat(services.get(node))
                    .containsEntry("build", services.get("rapport").get("build"));
            assertThat(strings(node, "ports")).isEmpty();
            assertThat(strings(node, "profiles")).containsExactly("cluster");
        });
        assertThat(strings("proxy", "profiles")).containsExactly("cluster");
        assertThat(strings("proxy", "ports")).containsExactly("127.0.0.1:" + PORT + ":" + PORT);
        assertThat(environment("proxy"))
                .containsEntry("PORT", PORT)
                .containsEntry(
                        "RAPPORT_NODES",
                        nodes.stream().map(node -> node + ":" + PORT).collect(Collectors.joining(" ")));
        assertThat(strings("proxy", "volumes")).containsExactly("./src/main/docker/Caddyfile:/etc/caddy/Caddyfile:ro");
        assertThat(Files.readString(Path.of("src/main/docker/Caddyfile")))
                .contains(
                        ":{$PORT:8080} {", "reverse_proxy {$RAPPORT_NODES} {", "health_uri /actuator/health/readiness");
    }

    @Test
    void containsNoSecret() throws IOException {
        services.keySet()
                .forEach(name -> assertThat(environment(name))
                        .allSatisfy(
                                (key, value) -> assertThat(SECRET.matcher(key).matches())
                                        .as("%s: %s: %s", name, key, value)
                                        .isEqualTo(REQUIRED.matcher(value).matches())));
        assertThat(Files.readString(HealthCheck.DOCKERFILE)).doesNotContainPattern("(?i)password|secret|token");
        assertThat(Files.readString(Path.of("src/main/docker/roles.sql"))).doesNotContainPattern("(?i)password '");
    }

    /** An archive of classes that is elsewhere, or of another class path, would be passed over without a word (ADR 64). */
    @Test
    void theArchiveOfClassesIsTheOneThatIsRead() throws IOException {
        String dockerfile = Files.readString(HealthCheck.DOCKERFILE);
        String made = only(dockerfile, "-XX:ArchiveClassesAtExit=(\\S+)");
        assertThat(only(dockerfile, "-XX:SharedArchiveFile=([^\\s\"]+)")).isEqualTo("/opt/rapport/" + made);
        assertThat(only(dockerfile, "\\n {6}-cp \"([^\"]+)\" dev"))
                .isEqualTo(only(dockerfile, "ENTRYPOINT \\[\"java\", \"-cp\", \"([^\"]+)\""));
    }

    private static String only(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    /** The superuser is a third one: the first two are made by the script, and by it alone (ADR 46). */
    @Test
    void theApplicationsRoleIsNotTheOwners() throws IOException {
        Map<String, String> rapport = environment("rapport");
        assertThat(rapport).containsEntry("SPRING_DATASOURCE_USERNAME", "rapport");
        assertThat(rapport).containsEntry("SPRING_FLYWAY_USER", "rapport_owner");
        assertThat(rapport.get("SPRING_DATASOURCE_PASSWORD")).isNotEqualTo(rapport.get("SPRING_FLYWAY_PASSWORD"));
        assertThat(environment("postgres")).doesNotContainKey("POSTGRES_USER");
        assertThat(strings("postgres", "volumes").stream()
                        .filter(volume -> volume.contains("/docker-entrypoint-initdb.d/"))
                        .map(volume -> volume.substring(0, volume.indexOf(':'))))
                .as("in the order of their names in the container")
                .containsExactly("./src/main/docker/roles.sql", "./src/main/docker/passwords.sql")
                .allSatisfy(file -> assertThat(Path.of(file)).exists());
        String passwords = Files.readString(Path.of("src/main/docker/passwords.sql"));
        Matcher read = Pattern.compile("\\\\getenv (\\w+) (\\w+)").matcher(passwords);
        Map<String, String> variables = new TreeMap<>();
        while (read.find()) {
            variables.put(read.group(1), read.group(2));
        }
        assertThat(variables.values())
                .allSatisfy(name -> assertThat(environment("postgres")).containsKey(name));
        assertThat(passwords)
                .contains("alter role rapport_owner password :'owner';", "alter role rapport password :'application';");
        assertThat(environment("postgres").get(variables.get("application")))
                .isEqualTo(rapport.get("SPRING_DATASOURCE_PASSWORD"));
        assertThat(environment("postgres").get(variables.get("owner")))
                .isEqualTo(rapport.get("SPRING_FLYWAY_PASSWORD"));
    }

    @ParameterizedTest
    @CsvSource({"200, true", "503, false", "404, false", "401, false", "302, false"})
    void healthIsAskedForWhereItIs(int status, boolean healthy) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean probe = exchange.getRequestURI().getPath().equals("/actuator/health/readiness");
            exchange.sendResponseHeaders(probe ? status : 404, -1);
            exchange.close();
        });
        server.start();
        try {
            String port = String.valueOf(server.getAddress().getPort());
            assertThat(HealthCheck.isHealthy(Map.of("SERVER_PORT", port))).isEqualTo(healthy);
            assertThat(HealthCheck.isHealthy(Map.of("SERVER_PORT", port, "MANAGEMENT_SERVER_PORT", "")))
                    .as("as Compose hands on what is not set")
                    .isEqualTo(healthy);
            assertThat(HealthCheck.isHealthy(Map.of("SERVER_PORT", "1", "MANAGEMENT_SERVER_PORT", port)))
                    .isEqualTo(healthy);
            assertThat(HealthCheck.isHealthy(Map.of("SERVER_PORT", port, "MANAGEMENT_SERVER_PORT", "1")))
                    .isFalse();
        } finally {
            server.stop(0);
        }
    }

    private static Map<String, Map<String, Object>> services() {
        try (Reader compose = Files.newBufferedReader(COMPOSE)) {
            Map<String, Map<String, Map<String, Object>>> read = new Yaml().load(compose);
            return read.get("services");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<?, ?> map(Map<String, Object> service, String key) {
        return (Map<?, ?>) service.getOrDefault(key, Map.of());
    }

    private Map<String, String> environment(String service) {
        Map<String, String> environment = new TreeMap<>();
        map(services.get(service), "environment")
                .forEach((key, value) -> environment.put(String.valueOf(key), String.valueOf(value)));
        return environment;
    }

    private List<String> strings(String service, String key) {
        return ((List<?>) services.get(service).getOrDefault(key, List.of()))
                .stream().map(String::valueOf).toList();
    }
}
