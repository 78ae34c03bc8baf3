package dev.rapport.model.web;

import static dev.rapport.web.RouteRight.get;
import static dev.rapport.web.RouteRight.post;
import static dev.rapport.web.Who.PROCESS_ADMINS;
import static dev.rapport.web.Who.WATCHERS;

import dev.rapport.web.RouteRight;
import dev.rapport.web.RouteRights;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who may see, check and put in force models, and hold engine and tables against each other. */
@Component
class ModelRoutes implements RouteRights {

    @Override
    public List<RouteRight> rights() {
        return List.of(
                // managers look, process admins act
                get("/models", WATCHERS),
                post("/models", PROCESS_ADMINS),
                get("/models/*", WATCHERS),
                get("/models/*/outcome", PROCESS_ADMINS),
                post("/models/*/outcome", PROCESS_ADMINS),
                get("/models/*/versions/*", WATCHERS),
                post("/models/*/versions/*", PROCESS_ADMINS),
                get("/models/rehearsals", WATCHERS),
                post("/models/rehearsals", PROCESS_ADMINS),
                get("/models/rehearsals/new", PROCESS_ADMINS),
                get("/models/rehearsals/*", WATCHERS),
                get("/models/rehearsals/*/items/*", WATCHERS),
                post("/models/rehearsals/*/stop", PROCESS_ADMINS),
                get("/models/proposals", WATCHERS),
                get("/models/proposals/*", WATCHERS),
                // by somebody else than who has proposed it
                post("/models/proposals/*/approve", WATCHERS),
                post("/models/proposals/*/refuse", WATCHERS),
                post("/models/proposals/*/withdraw", WATCHERS),
                get("/api/models/proposals", WATCHERS),
                get("/api/models/proposals/*", WATCHERS),
                post("/api/models/proposals/*/approve", WATCHERS),
                post("/api/models/proposals/*/refuse", WATCHERS),
                post("/api/models/proposals/*/withdraw", WATCHERS),
                get("/help/models", WATCHERS),
                get("/help/models/*/*", WATCHERS),
                post("/models/moves", PROCESS_ADMINS),
                get("/models/moves/new", PROCESS_ADMINS),
                get("/models/moves/*", PROCESS_ADMINS),
                post("/models/moves/*/stop", PROCESS_ADMINS),
                get("/api/models/moves", PROCESS_ADMINS),
                post("/api/models/moves", PROCESS_ADMINS),
                get("/api/models/moves/*", PROCESS_ADMINS),
                get("/api/models/moves/*/items", PROCESS_ADMINS),
                post("/api/models/moves/*/stop", PROCESS_ADMINS),
                post("/api/models/rehearsals", PROCESS_ADMINS),
                get("/api/models/rehearsals/*", WATCHERS),
                get("/api/models/rehearsals/*/items", WATCHERS),
                post("/api/models/rehearsals/*/stop", PROCESS_ADMINS),
                get("/api/models", WATCHERS),
                get("/api/models/*/versions", WATCHERS),
                post("/api/models/check", PROCESS_ADMINS),
                post("/api/models/*/versions/*/restore", PROCESS_ADMINS),
                get("/api/consistency", PROCESS_ADMINS),
                post("/api/consistency/repair", PROCESS_ADMINS));
    }
}
