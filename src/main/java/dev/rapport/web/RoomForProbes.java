package dev.rapport.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Keeps some threads for the probes: however busy a node is, it is not taken for dead. */
final class RoomForProbes extends ValveBase {

    private final int most;
    private final AtomicInteger busy = new AtomicInteger();

    /** @param most requests at once that are no probes */
    RoomForProbes(int most) {
        super(true);
        this.most = most;
    }

    static boolean isProbe(Request request) {
        return request.getRequestURI().startsWith("/actuator/health/");
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (isProbe(request)) {
            getNext().invoke(request, response);
            return;
        }
        try {
            if (busy.incrementAndGet() > most) {
                response.setHeader(HttpHeaders.RETRY_AFTER, "5");
                response.setHeader(HttpHeaders.CONNECTION, "close");
                response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
            } else {
                getNext().invoke(request, response);
            }
        } finally {
            busy.decrementAndGet();
        }
    }
}
