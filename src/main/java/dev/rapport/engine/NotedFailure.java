package dev.rapport.engine;

import jakarta.servlet.http.HttpServletRequest;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;
import org.jspecify.annotations.Nullable;

/** Lets a filter know what the engine's REST API failed of: its answers tell only a name and a message. */
final class NotedFailure implements ApplicationEventListener {

    /** Jersey keeps a request's properties among the attributes of the servlet's request. */
    private static final String ATTRIBUTE = NotedFailure.class.getName();

    static @Nullable Throwable of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Throwable failure ? failure : null;
    }

    @Override
    public void onEvent(ApplicationEvent event) {
        // of no interest
    }

    @Override
    public RequestEventListener onRequest(RequestEvent begin) {
        return event -> {
            if (event.getType() == RequestEvent.Type.ON_EXCEPTION) {
                Throwable failure = event.getException();
                while (failure.getCause() != null
                        && failure.getClass()
                                .getName()
                                .startsWith("org.glassfish.jersey.server.internal.process.Mappable")) {
                    failure = failure.getCause();
                }
                event.getContainerRequest().setProperty(ATTRIBUTE, failure);
            }
        };
    }
}
