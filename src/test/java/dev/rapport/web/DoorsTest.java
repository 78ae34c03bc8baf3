package dev.rapport.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.Valve;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

/** What stands before the first filter, on a container of its own with twelve threads. */
class DoorsTest {

    private static final String ASKS = "GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static final int THREADS = 12;
    private static final int SLOW = 20;
    private static final int LONG = 50_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Socket> sockets = new ArrayList<>();
    private final ScheduledExecutorService bytes = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger atWork = new AtomicInteger();
    private WebServer server;

    @AfterEach
    void stop() throws IOException {
        bytes.shutdownNow();
        for (Socket socket : sockets) {
            socket.close();
        }
        server.stop();
    }

    @Test
    void sendingByteByByteBlocksNobodyAndComesToAnEnd() throws Exception {
        start(bodies(Duration.ofSeconds(2)));
        manySend("Content-Length: 100000", "x");

        assertThat(get("/page").body()).isEqualTo("0");
        assertThat(post("/page", "a body").body()).isEqualTo("6");
        await("told, and cut off")
                .atMost(Duration.ofSeconds(30))
                .until(() -> sockets.stream().allMatch(DoorsTest::isRefused));
    }

    /** What the test above would miss without the protection: all threads read, and nobody else is answered. */
    @Test
    void withoutTheProtectionNobodyIsAnswered() throws Exception {
        start();
        manySend("Content-Length: 100000", "x");
        awaitAtWork(THREADS);

        assertThatThrownBy(() -> get("/page")).isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void chunkByChunkIsTheSame() throws Exception {
        start(bodies(Duration.ofSeconds(2)));
        manySend("Transfer-Encoding: chunked", "1\r\nx\r\n");

        assertThat(post("/page", "a body").body()).isEqualTo("6");
        await("told, and cut off")
                .atMost(Duration.ofSeconds(30))
                .until(() -> sockets.stream().allMatch(DoorsTest::isRefused));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\n\r\nnonsense\r\n",
                "Transfer-Encoding: chunked\r\n\r\n-1\r\nx\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nabcdefghi\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\n",
                "Transfer-Encoding: gzip\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\nnonsense\r\n",
                "Content-Length: -5\r\n\r\n",
                "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef"
            })
    void aBodyThatCannotBeReadIsTheClientsMistake(String rest) throws Exception {
        start(bodies(Duration.ofSeconds(2)));
        Socket client = send("POST /page HTTP/1.1\r\nHost: localhost\r\n" + rest);

        assertThat(status(client)).isBetween(400, 501).isNotEqualTo(500);
    }

    @Test
    void aLongBodyInTimeArrivesWholeAndATooLongOneIsRefused() throws Exception {
        start(bodies(Duration.ofSeconds(2)));

        assertThat(post("/page", "ä".repeat(40_000)).body()).isEqualTo("80000");
        assertThat(post("/page", "x".repeat(200_000)).statusCode()).isEqualTo(413);
        HttpResponse<String> chunked = http.send(
                request("/page")
                        .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(
                                "x".repeat(90_000).getBytes(US_ASCII))))
                        .build(),
                BodyHandlers.ofString());
        assertThat(chunked.body()).isEqualTo("90000");
    }

    @Test
    void aFormIsReadAsIfNothingHadHappened() throws Exception {
        start(bodies(Duration.ofSeconds(2)));

        HttpResponse<String> answer = http.send(
                request("/form")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("name=M%C3%BCller&other=1"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.body()).isEqualTo("Müller");
    }

    @Test
    void probesAreAnsweredWhenEverythingElseIsBusy() throws Exception {
        start(new RoomForProbes(THREADS - 4, THREADS));
        manyTakeLong(THREADS - 4);

        assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(get("/page").statusCode()).isEqualTo(429);
    }

    /**
     * Each asks for many pages in a row and reads none, until the kernel takes no more: then their threads wait, but nobody
     * works.
     */
    @Test
    void readingNothingBlocksNobody() throws Exception {
        start(new RoomForProbes(THREADS - 2, THREADS / 2), new Work(2, Duration.ofSeconds(1)));
        manyReadNothing(THREADS / 2);

        for (int i = 0; i < 5; i++) {
            assertThat(get("/long").body()).hasSize(LONG);
            assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        }
    }

    /** The same without what holds a page until its work is done. */
    @Test
    void withoutThePagesBufferNobodyWorks() throws Exception {
        start(new RoomForProbes(THREADS - 2, THREADS / 2), new Work(2, Duration.ofSeconds(1), 1024));
        manyReadNothing(2);

        assertThat(get("/long").statusCode()).isEqualTo(429);
    }

    /** The same without a limit for one address. */
    @Test
    void withoutALimitForOneAddressAllThreadsWaitForIt() throws Exception {
        start(new RoomForProbes(THREADS - 2, THREADS), new Work(2, Duration.ofSeconds(1)));
        manyReadNothing(THREADS - 2);

        assertThat(get("/long").statusCode()).isEqualTo(429);
    }

    /** @param waiting threads, once the kernel takes no more */
    private void manyReadNothing(long waiting) throws Exception {
        for (int i = 0; i < SLOW; i++) {
            readNothing();
        }
        await("the kernel takes no more").atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            // who is refused counts until he is cut off, and another one may be refused for it: so more come all the
            // time
            readNothing();
            for (Socket socket : sockets) {
                write(socket, ASKS.repeat(5));
            }
            assertThat(Thread.getAllStackTraces().entrySet().stream()
                            .filter(thread -> thread.getKey().getName().contains("exec"))
                            .filter(thread -> Arrays.stream(thread.getValue())
                                    .anyMatch(frame -> frame.getMethodName().equals("doWrite")))
                            .count())
                    .isEqualTo(waiting);
        });
    }

    private void readNothing() throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(2048);
        socket.bind(new InetSocketAddress("127.0.0.2", 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()));
        write(socket, ASKS.repeat(90));
    }

    /** What is made of a request leads to where the operator says, whatever the proxy in front calls it. */
    @Test
    void anotherHostThanOnesOwnIsNotAnswered() throws Exception {
        start(new OwnHost(URI.create("https://rapport.example.com")));

        assertThat(withHost("/away", "evil.example")).startsWith("HTTP/1.1 421").doesNotContain("evil");
        assertThat(withHost("/away", "rapport.example.com.evil.example")).startsWith("HTTP/1.1 421");
        assertThat(withHost("/away", "127.0.0.1")).startsWith("HTTP/1.1 421");
        assertThat(withHost("/away", "rapport.example.com:8080"))
                .startsWith("HTTP/1.1 302")
                .contains("Location: https://rapport.example.com/away/there");
        assertThat(withHost("/away", "RAPPORT.example.com")).startsWith("HTTP/1.1 302");
        assertThat(withHost("/actuator/health/liveness", "10.0.0.7")).startsWith("HTTP/1.1 200");
    }

    @Test
    void withoutARoomOfTheirOwnProbesAreNotAnswered() throws Exception {
        start();
        manyTakeLong(THREADS);

        assertThatThrownBy(() -> get("/actuator/health/liveness")).isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void withoutAHostOfOnesOwnLinksLeadWhereTheRequestSays() throws Exception {
        start();

        assertThat(withHost("/away", "evil.example")).contains("evil.example/away/there");
    }

    /** Of what the container refuses by itself, {@code HostileInputTest} gets a problem document. */
    @Test
    void withoutContainerRefusalsProgramsGetThePageOfTomcat() throws Exception {
        start();

        assertThat(withHost("/api/%00", "localhost")).startsWith("HTTP/1.1 400").contains("text/html");
    }

    private String withHost(String path, String host) throws IOException {
        Socket client = send("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        return new String(client.getInputStream().readAllBytes(), US_ASCII);
    }

    private static WholeBodies bodies(Duration grace) {
        return new WholeBodies(100_000, grace, THREADS - 4, THREADS / 2);
    }

    private void start(Valve... valves) {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        factory.setAddress(InetAddress.getLoopbackAddress());
        factory.addContextValves(valves);
        factory.addConnectorCustomizers(connector -> connector.setProperty("maxThreads", String.valueOf(THREADS)));
        server = factory.getWebServer(new ServletRegistrationBean<>(new Echo(atWork), "/*"));
        server.start();
    }

    /** Says how long the body was; holds a thread where it is told to. */
    private static final class Echo extends HttpServlet {
        private static final long serialVersionUID = 1;

        private final transient AtomicInteger atWork;

        Echo(AtomicInteger atWork) {
            this.atWork = atWork;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            atWork.incrementAndGet();
            try {
                answer(request, response);
            } finally {
                atWork.decrementAndGet();
            }
        }

        private static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
            request.setCharacterEncoding("UTF-8");
            response.setContentType("text/plain;charset=UTF-8");
            if (request.getRequestURI().equals("/away")) {
                response.sendRedirect(request.getRequestURL() + "/there");
                return;
            }
            if (request.getRequestURI().equals("/form")) {
                response.getWriter().write(String.valueOf(request.getParameter("name")));
                return;
            }
            if (request.getRequestURI().equals("/busy")) {
                java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(10));
            }
            if (request.getRequestURI().equals("/long")) {
                response.getWriter().write("x".repeat(LONG));
                return;
            }
            response.getWriter().write(String.valueOf(request.getInputStream().readAllBytes().length));
        }
    }

    /** Opens connections that each send one piece every tenth of a second, and waits until the threads have them. */
    private void manySend(String header, String piece) throws Exception {
        for (int i = 0; i < SLOW; i++) {
            send("POST /page HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n");
        }
        var sending = bytes.scheduleAtFixedRate(
                () -> sockets.forEach(each -> write(each, piece)), 0, 100, TimeUnit.MILLISECONDS);
        bytes.schedule(() -> assertThat(sending.isDone()).isFalse(), 500, TimeUnit.MILLISECONDS)
                .get();
    }

    /** @param threads that have one; which of the requests, the container does not say, so none may come before they have */
    private void manyTakeLong(int threads) throws IOException {
        for (int i = 0; i < SLOW; i++) {
            send("GET /busy HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
        awaitAtWork(threads);
    }

    private void awaitAtWork(int threads) {
        await("threads that answer").untilAsserted(() -> assertThat(atWork).hasValue(threads));
    }

    private Socket send(String text) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
        sockets.add(socket);
        socket.setSoTimeout(10_000);
        write(socket, text);
        return socket;
    }

    private static void write(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(US_ASCII));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            assertThat(e).as("cut off by the server").isNotNull();
        }
    }

    private static boolean isRefused(Socket socket) {
        try {
            return socket.getInputStream().available() > 0 || isClosed(socket);
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean isClosed(Socket socket) throws IOException {
        socket.setSoTimeout(1);
        try {
            socket.getInputStream().read();
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        }
    }

    private static int status(Socket socket) throws IOException {
        byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 400".length());
        return Integer.parseInt(new String(line, US_ASCII).substring(9));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + path))
                .timeout(Duration.ofSeconds(5));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return http.send(request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }
}
