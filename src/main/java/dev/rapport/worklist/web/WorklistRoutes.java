package dev.rapport.worklist.web;

import static dev.rapport.web.RouteRight.get;
import static dev.rapport.web.RouteRight.post;
import static dev.rapport.web.Who.READERS;
import static dev.rapport.web.Who.WRITERS;

import dev.rapport.web.RouteRight;
import dev.rapport.web.RouteRights;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who may see what is to be done, and do many at once. */
@Component
class WorklistRoutes implements RouteRights {

    @Override
    public List<RouteRight> rights() {
        return List.of(
                get("/reminders", READERS),
                post("/reminders", WRITERS),
                get("/reminders/due/*", READERS),
                post("/reminders/due/*", WRITERS),
                get("/answers/*", WRITERS),
                post("/answers/*", WRITERS),
                get("/campaigns/*/open-contacts", READERS),
                post("/campaigns/*/open-contacts", WRITERS),
                post("/api/bulk/close", WRITERS),
                post("/api/bulk/reassign", WRITERS));
    }
}
