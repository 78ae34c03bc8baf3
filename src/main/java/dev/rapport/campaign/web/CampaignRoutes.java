package dev.rapport.campaign.web;

import static dev.rapport.web.RouteRight.delete;
import static dev.rapport.web.RouteRight.get;
import static dev.rapport.web.RouteRight.patch;
import static dev.rapport.web.RouteRight.post;
import static dev.rapport.web.RouteRight.put;
import static dev.rapport.web.Who.MANAGERS;
import static dev.rapport.web.Who.READERS;
import static dev.rapport.web.Who.WRITERS;

import dev.rapport.web.RouteRight;
import dev.rapport.web.RouteRights;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who may see, administer and fill campaigns. */
@Component
class CampaignRoutes implements RouteRights {

    @Override
    public List<RouteRight> rights() {
        return List.of(
                post("/addresses/*/campaigns", WRITERS),
                get("/campaigns", READERS),
                get("/campaigns/new", MANAGERS),
                post("/campaigns", MANAGERS),
                get("/campaigns/options", READERS),
                get("/campaigns/active", READERS),
                post("/campaigns/active", MANAGERS),
                get("/campaigns/*", READERS),
                post("/campaigns/*", MANAGERS),
                get("/campaigns/*/edit", MANAGERS),
                get("/campaigns/*/delete", MANAGERS),
                post("/campaigns/*/delete", MANAGERS),
                get("/campaigns/*/members", READERS),
                post("/campaigns/*/members", WRITERS),
                get("/campaigns/*/results", READERS),
                get("/campaigns/*/candidates", WRITERS),
                post("/campaigns/*/candidates", WRITERS),
                post("/campaigns/*/candidates/pasted", WRITERS),
                get("/api/addresses/*/campaigns", READERS),
                get("/api/campaigns", READERS),
                post("/api/campaigns", MANAGERS),
                get("/api/campaigns/*", READERS),
                patch("/api/campaigns/*", MANAGERS),
                delete("/api/campaigns/*", MANAGERS),
                get("/api/campaigns/*/members", READERS),
                get("/api/campaigns/*/results", READERS),
                get("/api/campaigns/*/next-steps", READERS),
                put("/api/campaigns/*/members/*", WRITERS),
                delete("/api/campaigns/*/members/*", WRITERS));
    }
}
