package dev.rapport.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Models that a process admin deploys as the Camunda Modeler does, until the test is over. */
@Component
@Lazy
@Profile("test")
public class Deployments {

    private final Api api;
    private final RepositoryService repositoryService;
    private final List<String> deployed = new ArrayList<>();

    Deployments(Api api, RepositoryService repositoryService) {
        this.api = api;
        this.repositoryService = repositoryService;
    }

    public void deploy(String file, String model) {
        deploy("Umgezeichnet", file, model);
    }

    /**
     * The same under a name.
     *
     * @param name of the deployment, as somebody has typed it
     */
    public void deploy(String name, String file, String model) {
        deploy(name, Map.of(file, model));
    }

    /** Several files together, by their names. */
    public void deploy(Map<String, String> files) {
        deploy("Umgezeichnet", files);
    }

    private void deploy(String name, Map<String, String> files) {
        String boundary = UUID.randomUUID().toString();
        String body = part(boundary, "deployment-name", null, name)
                + part(boundary, "deployment-source", null, "Camunda Modeler")
                + files.entrySet().stream()
                        .map(file -> part(boundary, file.getKey(), file.getKey(), file.getValue()))
                        .collect(Collectors.joining())
                + "--" + boundary + "--\r\n";
        String login = "paul:" + TestUsers.PASSWORD;
        HttpRequest request = HttpRequest.newBuilder(URI.create(api.base() + "/engine-rest/deployment/create"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .header("Accept-Language", "de")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            deployed.add(new JsonMapper().readTree(answer.body()).path("id").asString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** With the instances that run in them: whatever is still open has none afterwards. */
    public void remove() {
        deployed.forEach(id -> repositoryService.deleteDeployment(id, true));
        deployed.clear();
    }

    private static String part(String boundary, String name, String file, String content) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\""
                + (file == null ? "" : "; filename=\"" + file + "\"\r\nContent-Type: application/octet-stream")
                + "\r\n\r\n" + content + "\r\n";
    }
}
