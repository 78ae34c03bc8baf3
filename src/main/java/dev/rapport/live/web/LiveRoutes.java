package dev.rapport.live.web;

import static dev.rapport.web.RouteRight.get;
import static dev.rapport.web.Who.READERS;

import dev.rapport.web.RouteRight;
import dev.rapport.web.RouteRights;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who is told of changes: whoever may read what is changed. */
@Component
class LiveRoutes implements RouteRights {

    @Override
    public List<RouteRight> rights() {
        return List.of(get("/events", READERS));
    }
}
