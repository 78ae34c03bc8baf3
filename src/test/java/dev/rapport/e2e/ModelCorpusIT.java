package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rapport.support.ModelCorpus;
import dev.rapport.support.ModelCorpus.Case;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Process admins draw whatever they like while people work: nobody notices (rule 36). */
@EndToEndTest
class ModelCorpusIT {

    private static final int CLIENTS = 4;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void noDrawingMakesAnybodysRequestFail(RapportProcess rapport) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger closed = new AtomicInteger();
        String before = rapport.text("select count(*) from act_re_deployment");
        ExecutorService people = Executors.newFixedThreadPool(CLIENTS);
        List<Future<Integer>> work = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                String user = i % 2 == 0 ? "anna" : "ben";
                work.add(people.submit(() -> work(DemoApi.of(rapport, user), done, closed)));
            }
            await("work").until(() -> closed.get() > CLIENTS);
            List<Case> corpus = ModelCorpus.refused().toList();
            assertThat(corpus).hasSizeGreaterThanOrEqualTo(80);
            for (Case broken : corpus) {
                HttpResponse<String> answer = deploy(rapport, broken);
                // what is too large is refused before anybody reads it
                assertThat(answer.statusCode())
                        .as("%s: %s", broken, answer.body())
                        .isIn(400, 413);
                assertThat(answer.body()).as(broken.name()).doesNotContain("ENGINE-", "org.camunda");
            }
        } finally {
            done.set(true);
            people.shutdown();
        }
        int requests = 0;
        for (Future<Integer> each : work) {
            requests += each.get();
        }

        assertThat(requests).isGreaterThan(100);
        assertThat(rapport.text("select count(*) from act_re_deployment")).isEqualTo(before);
        DemoApi.of(rapport, "paul").get("/api/consistency").expect(200);
    }

    /** Creates contacts and closes them until everything has been tried; any answer but the expected one ends it. */
    private static int work(DemoApi api, AtomicBoolean done, AtomicInteger closed) {
        int requests = 0;
        while (!done.get()) {
            JsonNode contact = api.aPlannedContact("Während gezeichnet wird", Map.of("reminder", requests % 4 == 0));
            api.post(
                            "/api/contacts/" + contact.path("id").asLong() + "/outcome",
                            Map.of(
                                    "version",
                                    contact.path("version").asInt(),
                                    "outcome",
                                    "notPerformed",
                                    "infotext",
                                    "niemand da"))
                    .expect(200);
            closed.incrementAndGet();
            requests += 2;
        }
        return requests;
    }

    private HttpResponse<String> deploy(RapportProcess rapport, Case files) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(part("deployment-name", null, files.name().getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(part("deployment-source", null, "Camunda Modeler".getBytes(StandardCharsets.UTF_8)));
        files.files().forEach((name, content) -> body.writeBytes(part(name, name, content)));
        body.writeBytes("--boundary--\r\n".getBytes(StandardCharsets.UTF_8));
        String login = "paul:" + Browser.PASSWORD;
        return http.send(
                HttpRequest.newBuilder(rapport.url("/engine-rest/deployment/create"))
                        .timeout(Duration.ofSeconds(60))
                        .header("Content-Type", "multipart/form-data; boundary=boundary")
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                BodyHandlers.ofString());
    }

    private static byte[] part(String name, String file, byte[] content) {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        String head = "--boundary\r\nContent-Disposition: form-data; name=\"" + name + "\""
                + (file == null ? "" : "; filename=\"" + file + "\"\r\nContent-Type: application/octet-stream")
                + "\r\n\r\n";
        part.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        part.writeBytes(content);
        part.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return part.toByteArray();
    }
}
