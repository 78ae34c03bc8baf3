package dev.rapport.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.URI;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.http.HttpStatus;

/**
 * Answers under the name that the operator has given ({@code RAPPORT_BASE_URL}) and under no other: a request that names
 * another host is refused, so that nothing that is made of it leads there. Probes ask by any name.
 */
final class OwnHost extends ValveBase {

    private final URI base;

    OwnHost(URI base) {
        super(true);
        this.base = base;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (RoomForProbes.isProbe(request)) {
            getNext().invoke(request, response);
        } else if (request.getServerName().equalsIgnoreCase(base.getHost())) {
            // behind a proxy the port and the scheme are the proxy's
            request.getCoyoteRequest().scheme().setString(base.getScheme());
            request.setSecure("https".equals(base.getScheme()));
            request.getCoyoteRequest().setServerPort(port());
            getNext().invoke(request, response);
        } else {
            response.sendError(HttpStatus.MISDIRECTED_REQUEST.value());
        }
    }

    private int port() {
        if (base.getPort() > 0) {
            return base.getPort();
        }
        return "https".equals(base.getScheme()) ? 443 : 80;
    }
}
