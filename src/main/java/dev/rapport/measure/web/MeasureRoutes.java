package dev.rapport.measure.web;

import static dev.rapport.web.RouteRight.get;
import static dev.rapport.web.RouteRight.patch;
import static dev.rapport.web.RouteRight.post;
import static dev.rapport.web.Who.READERS;
import static dev.rapport.web.Who.WRITERS;

import dev.rapport.web.RouteRight;
import dev.rapport.web.RouteRights;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who may see, create and change measures. */
@Component
class MeasureRoutes implements RouteRights {

    @Override
    public List<RouteRight> rights() {
        return List.of(
                get("/campaigns/*/measures", READERS),
                get("/measures/new", WRITERS),
                post("/measures", WRITERS),
                get("/measures/*", READERS),
                post("/measures/*", WRITERS),
                post("/measures/*/void", WRITERS),
                get("/measures/*/*", READERS),
                post("/api/measures", WRITERS),
                get("/api/measures/*", READERS),
                patch("/api/measures/*", WRITERS),
                get("/api/measures/*/outcomes", READERS),
                post("/api/measures/*/outcome", WRITERS),
                post("/api/measures/*/void", WRITERS),
                get("/api/measures/*/rules", READERS));
    }
}
