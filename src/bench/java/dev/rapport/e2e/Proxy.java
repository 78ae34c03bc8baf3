package dev.rapport.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What distributes requests over several nodes: Caddy with the configuration of {@code docker-compose.yml}'s profile "cluster". */
final class Proxy implements AutoCloseable {

    private final Process process;
    private final int port;

    private Proxy(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Needs {@code caddy} on the path: {@code apt-get install caddy}. */
    static Proxy inFrontOf(List<RapportProcess> nodes) throws IOException {
        int port = RapportProcess.freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        "caddy", "run", "--config", "src/main/docker/Caddyfile", "--adapter", "caddyfile")
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "e2e", "caddy.log").toFile());
        builder.environment().put("PORT", String.valueOf(port));
        builder.environment()
                .put(
                        "RAPPORT_NODES",
                        nodes.stream().map(node -> node.url("").getAuthority()).collect(Collectors.joining(" ")));
        Proxy proxy = new Proxy(builder.start(), port);
        await("Caddy listens").atMost(Duration.ofSeconds(30)).until(proxy::listens);
        return proxy;
    }

    String base() {
        return "http://127.0.0.1:" + port;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
