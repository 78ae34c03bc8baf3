package dev.rapport.bulk.web;

import static dev.rapport.web.RouteRight.get;
import static dev.rapport.web.RouteRight.post;
import static dev.rapport.web.Who.READERS;
import static dev.rapport.web.Who.WRITERS;

import dev.rapport.web.RouteRight;
import dev.rapport.web.RouteRights;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who may plan contacts for a whole campaign, and change many at once. */
@Component
class BulkRoutes implements RouteRights {

    @Override
    public List<RouteRight> rights() {
        return List.of(
                get("/campaigns/*/plan-contacts", READERS),
                post("/campaigns/*/plan-contacts", WRITERS),
                post("/campaigns/*/plan-contacts/*/cancel", WRITERS),
                get("/api/campaigns/*/plan-contacts", READERS),
                post("/api/campaigns/*/plan-contacts", WRITERS),
                get("/api/bulk/plans/*", READERS),
                post("/api/bulk/plans/*/cancel", WRITERS),
                get("/changes", WRITERS),
                post("/changes", WRITERS),
                post("/changes/new", WRITERS),
                get("/changes/*", WRITERS),
                post("/changes/*/stop", WRITERS),
                post("/api/changes", WRITERS),
                get("/api/changes/*", WRITERS),
                post("/api/changes/*/stop", WRITERS));
    }
}
