package dev.rapport.lists.web;

import static dev.rapport.web.RouteRight.delete;
import static dev.rapport.web.RouteRight.get;
import static dev.rapport.web.RouteRight.post;
import static dev.rapport.web.RouteRight.put;
import static dev.rapport.web.Who.MANAGERS;
import static dev.rapport.web.Who.READERS;

import dev.rapport.web.RouteRight;
import dev.rapport.web.RouteRights;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who may read the lists of contacts and measures. */
@Component
class ListRoutes implements RouteRights {

    @Override
    public List<RouteRight> rights() {
        return List.of(
                get("/contacts", READERS),
                get("/measures", READERS),
                post("/views", READERS),
                post("/views/shared", MANAGERS),
                post("/views/*", READERS),
                get("/api/views", READERS),
                get("/api/views/counts", READERS),
                post("/api/views", READERS),
                post("/api/views/shared", MANAGERS),
                delete("/api/views/*", READERS),
                put("/api/views/*/pin", READERS),
                delete("/api/views/*/pin", READERS),
                get("/api/contacts", READERS),
                get("/api/measures", READERS),
                get("/api/exports/*", READERS));
    }
}
