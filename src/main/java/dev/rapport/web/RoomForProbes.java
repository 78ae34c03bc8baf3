package dev.rapport.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Keeps some threads for the probes: however busy a node is, it is not taken for dead. And no client address has all of the
 * others, whatever it does with them.
 */
final class RoomForProbes extends ValveBase {

    private final int most;
    private final int mostOfOne;
    private final AtomicInteger busy = new AtomicInteger();
    private final Map<String, Integer> ofAddress = new ConcurrentHashMap<>();

    /**
     * @param most requests at once that are no probes
     * @param mostOfOne client address
     */
    RoomForProbes(int most, int mostOfOne) {
        super(true);
        this.most = most;
        this.mostOfOne = mostOfOne;
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
        String address = String.valueOf(request.getRemoteAddr());
        int now = busy.incrementAndGet();
        int nowOfOne = ofAddress.merge(address, 1, Integer::sum);
        try {
            if (now > most || nowOfOne > mostOfOne) {
                response.setHeader(HttpHeaders.RETRY_AFTER, "5");
                response.setHeader(HttpHeaders.CONNECTION, "close");
                response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
            } else {
                getNext().invoke(request, response);
                if (!request.isAsync() && !response.isErrorReportRequired()) {
                    finish(response);
                }
            }
        } finally {
            busy.decrementAndGet();
            ofAddress.computeIfPresent(address, (of, requests) -> requests == 1 ? null : requests - 1);
        }
    }

    /** Waits here, where it counts, until the client has read enough; the container would do it after all valves. */
    private void finish(Response response) throws IOException {
        try {
            response.finishResponse();
        } catch (ClientAbortException e) {
            getContainer().getLogger().debug("A client went away in the middle of an answer", e);
        }
    }
}
