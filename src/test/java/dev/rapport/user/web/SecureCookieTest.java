package dev.rapport.user.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api;
import dev.rapport.support.TestUsers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Behind TLS every cookie is for TLS only; whether that is so is believed from the named proxy alone. */
@IntegrationTest
class SecureCookieTest {

    /** What application-test.yml names as the trusted proxy. */
    private static final String PROXY = "127.0.0.2";

    @Autowired
    private Api api;

    @BeforeEach
    void onlyWhereThereIsASecondLoopbackAddress() {
        assumeTrue(System.getProperty("os.name").equals("Linux"));
    }

    @Test
    void behindTheProxysTlsCookiesAreSecure() throws Exception {
        List<String> asked = through(PROXY, "GET /login HTTP/1.1", "");
        List<String> cookies = cookies(asked);
        assertThat(cookies).isNotEmpty().allSatisfy(cookie -> assertThat(cookie).contains("; Secure"));
        assertThat(asked).anyMatch(line -> line.startsWith("Strict-Transport-Security: max-age="));

        List<String> loggedIn = cookies(logIn(PROXY, cookies));
        assertThat(loggedIn)
                .anyMatch(cookie -> cookie.startsWith("RAPPORT_SESSION="))
                .anyMatch(cookie -> cookie.startsWith("RAPPORT_WEBAPP_XSRF="))
                .allSatisfy(cookie -> assertThat(cookie).contains("; Secure"));
    }

    @Test
    void whoeverElseSaysSoIsNotBelieved() throws Exception {
        List<String> asked = through("127.0.0.1", "GET /login HTTP/1.1", "");
        assertThat(cookies(asked)).isNotEmpty().noneMatch(cookie -> cookie.contains("Secure"));
        assertThat(asked).noneMatch(line -> line.startsWith("Strict-Transport-Security"));

        assertThat(cookies(logIn("127.0.0.1", cookies(asked))))
                .anyMatch(cookie -> cookie.startsWith("RAPPORT_SESSION="))
                .noneMatch(cookie -> cookie.contains("Secure"));
    }

    private List<String> logIn(String from, List<String> cookies) throws IOException {
        String token = cookies.stream()
                .filter(cookie -> cookie.startsWith("RAPPORT_CSRF="))
                .findFirst()
                .orElseThrow()
                .replaceFirst("RAPPORT_CSRF=([^;]*).*", "$1");
        return through(
                from,
                "POST /login HTTP/1.1",
                "username=anna&password=" + TestUsers.PASSWORD,
                "Cookie: RAPPORT_CSRF=" + token,
                "X-CSRF-TOKEN: " + token,
                "Content-Type: application/x-www-form-urlencoded");
    }

    /** The head of the answer to a request that comes from this address and says that it came by TLS. */
    private List<String> through(String from, String request, String body, String... headers) throws IOException {
        URI base = URI.create(api.base());
        try (Socket socket =
                new Socket(InetAddress.getByName(base.getHost()), base.getPort(), InetAddress.getByName(from), 0)) {
            String head = String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n");
            socket.getOutputStream()
                    .write((request + "\r\nHost: rapport.example\r\nX-Forwarded-Proto: https\r\nAccept: text/html\r\n"
                                    + head + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                    + body)
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.substring(0, answer.indexOf("\r\n\r\n")).lines().toList();
        }
    }

    /** Set, not deleted. */
    private static List<String> cookies(List<String> head) {
        return head.stream()
                .filter(line -> line.regionMatches(true, 0, "Set-Cookie: ", 0, 12))
                .map(line -> line.substring(12))
                .filter(cookie -> !cookie.contains("Max-Age=0"))
                .toList();
    }
}
