package dev.rapport.web;

import static dev.rapport.web.RouteRight.any;
import static dev.rapport.web.RouteRight.get;
import static dev.rapport.web.RouteRight.post;
import static dev.rapport.web.Who.EVERYBODY;
import static dev.rapport.web.Who.LOGGED_IN;
import static dev.rapport.web.Who.NOBODY;
import static dev.rapport.web.Who.READERS;

import java.util.List;
import org.springframework.stereotype.Component;

/** Who may have the frame around all pages: start page, help, files, errors, probes. */
@Component
class FrameRoutes implements RouteRights {

    @Override
    public List<RouteRight> rights() {
        return List.of(
                any("/error", EVERYBODY),
                get("/favicon.ico", EVERYBODY),
                get("/assets/**", EVERYBODY),
                get("/webjars/**", EVERYBODY),
                get("/actuator/health/liveness", EVERYBODY),
                get("/actuator/health/readiness", EVERYBODY),
                // metrics and details: on the management port only, which is the operator's to shield
                any("/actuator/**", NOBODY),
                get("/", LOGGED_IN),
                get("/start/*", READERS),
                get("/palette", LOGGED_IN),
                get("/help", LOGGED_IN),
                post("/help/keys", LOGGED_IN),
                post("/language", EVERYBODY),
                post("/arrangement/*", READERS),
                get("/api/openapi", LOGGED_IN),
                get("/api/openapi.yaml", LOGGED_IN));
    }
}
