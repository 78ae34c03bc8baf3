package dev.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.Canary;
import dev.rapport.support.Session;
import dev.rapport.support.TestUsers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A body that comes in chunks and does not say how long it is passes the same filters as any other. Written to the socket
 * by hand, so that nothing on the way here adds a length.
 */
@IntegrationTest
class ChunkedBodiesTest {

    private static final String ENGINE = "/camunda/api/engine/engine/default/task";

    private static final String EXPRESSION = "{\"orQueries\":[{\"assigneeExpression\":\"${canary.sung}\"}]}";

    @Autowired
    private Api api;

    @Autowired
    private Canary canary;

    @ParameterizedTest
    @CsvSource({
        "POST, /api/addresses, maria",
        "PATCH, /api/addresses/1, maria",
        "PUT, /api/campaigns/1/members/1, maria",
        "POST, /engine-rest/deployment/create, paul",
        "POST, /engine-rest/process-definition, paul"
    })
    void areNoLargerThanOneMegabyte(String method, String path, String user) throws IOException {
        String large = "{\"name\":\"" + "x".repeat(1024 * 1024) + "\"}";

        assertThat(chunked(method, path, basic(user), large)).startsWith("HTTP/1.1 413");
    }

    @Test
    void areNoLargerThanOneMegabyteForTheWebappsEither() throws IOException {
        String large = "{\"name\":\"" + "x".repeat(1024 * 1024) + "\"}";

        assertThat(chunked("POST", ENGINE, webapp("anna"), large)).startsWith("HTTP/1.1 413");
    }

    @Test
    void areReadWhenTheyAreSmall() throws IOException {
        String created = chunked(
                "POST", "/api/addresses", basic("maria"), "{\"kind\":\"company\",\"name\":\"In Stücken GmbH\"}");
        assertThat(created).startsWith("HTTP/1.1 201").contains("In Stücken GmbH");
        assertThat(chunked("POST", ENGINE, webapp("anna"), "{\"assignee\":\"anna\"}"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void bringNoExpressionToTheEngine() throws IOException {
        int before = canary.calls();

        assertThat(chunked("POST", ENGINE, webapp("anna"), EXPRESSION))
                .startsWith("HTTP/1.1 400")
                .contains("Expressions are not allowed in requests");
        assertThat(chunked("POST", ENGINE, webapp("anna").replace("application/json", "text/plain"), EXPRESSION))
                .startsWith("HTTP/1.1 415");
        assertThat(chunked("POST", "/engine-rest/deployment/registered", basic("paul"), EXPRESSION))
                .doesNotStartWith("HTTP/1.1 200");
        assertThat(canary.calls()).isEqualTo(before);
    }

    private static String basic(String user) {
        String login = user + ":" + TestUsers.PASSWORD;
        return "Content-Type: application/json\r\nAuthorization: Basic "
                + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)) + "\r\n";
    }

    /** The headers of somebody who has Tasklist open. */
    private String webapp(String user) {
        Session session = Session.of(api, user);
        session.get("/camunda/app/welcome/default/");
        String cookies = session.cookies().entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        return "Content-Type: application/json\r\nCookie: " + cookies + "\r\nX-XSRF-TOKEN: "
                + session.cookies().get("RAPPORT_WEBAPP_XSRF") + "\r\n";
    }

    private String chunked(String method, String path, String headers, String body) throws IOException {
        URI base = URI.create(api.base());
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            try {
                out.write((method + " " + path + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\n" + headers
                                + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                for (int from = 0; from < bytes.length; from += 8192) {
                    int length = Math.min(8192, bytes.length - from);
                    out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    out.write(bytes, from, length);
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                }
                out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (SocketException e) {
                // whoever has heard enough answers and hangs up
                assertThat(body).hasSizeGreaterThan(1024 * 1024);
            }
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .lines()
                    .collect(Collectors.joining("\n"));
        }
    }
}
