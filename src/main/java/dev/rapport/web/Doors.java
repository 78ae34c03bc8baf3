package dev.rapport.web;

import dev.rapport.shared.BaseUrl;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;

/** What stands before the first filter: who is let in at all, and how fast. */
@Component
class Doors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** Largest body, in bytes. */
    private static final int LARGEST = 1024 * 1024;

    private static final int FOR_PROBES = 20;
    private static final int BODIES_FROM_ONE_ADDRESS = 30;
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** What the pool of connections to the database is made for. */
    private static final int AT_ONCE = 50;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String SENT_AHEAD = String.valueOf(512 * 1024);

    private final BaseUrl baseUrl;
    private final int threads;
    private final String sessionCookie;
    private final ContainerRefusals refusals;

    Doors(
            BaseUrl baseUrl,
            @Value("${server.tomcat.threads.max}") int threads,
            @Value("${server.servlet.session.cookie.name}") String sessionCookie,
            ObjectProvider<Problems> problems,
            ObjectProvider<LocaleResolver> locales,
            ObjectProvider<JsonMapper> json) {
        this.baseUrl = baseUrl;
        this.threads = threads;
        this.sessionCookie = sessionCookie;
        this.refusals = new ContainerRefusals(problems, locales, json);
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        baseUrl.chosen().ifPresent(base -> server.addContextValves(new OwnHost(base)));
        server.addContextValves(
                new RoomForProbes(threads - FOR_PROBES, threads / 2),
                // whoever only reads has room, however many bodies arrive
                new WholeBodies(LARGEST, GRACE, threads / 2, BODIES_FROM_ONE_ADDRESS),
                new Work(AT_ONCE, PATIENCE),
                new PlausibleSession(sessionCookie));
        // behind the one of Spring Boot, and so before it on the way back
        server.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(refusals));
        // the kernel takes a page as a whole, however slowly it is read
        server.addConnectorCustomizers(connector -> connector.setProperty("socket.txBufSize", SENT_AHEAD));
    }
}
