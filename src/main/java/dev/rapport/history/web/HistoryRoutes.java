package dev.rapport.history.web;

import static dev.rapport.web.RouteRight.get;
import static dev.rapport.web.Who.READERS;

import dev.rapport.web.RouteRight;
import dev.rapport.web.RouteRights;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who may read the history of an address. Its page is a part of the address's, which {@code address} speaks of. */
@Component
class HistoryRoutes implements RouteRights {

    @Override
    public List<RouteRight> rights() {
        return List.of(get("/api/addresses/*/history", READERS));
    }
}
