package dev.rapport.calendar.web;

import static dev.rapport.web.RouteRight.get;
import static dev.rapport.web.RouteRight.post;
import static dev.rapport.web.Who.EVERYBODY;
import static dev.rapport.web.Who.READERS;

import dev.rapport.web.RouteRight;
import dev.rapport.web.RouteRights;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who may see the calendar and have a feed of it; whoever has the address of one reads it. */
@Component
class CalendarRoutes implements RouteRights {

    @Override
    public List<RouteRight> rights() {
        return List.of(
                get("/calendar", READERS),
                get("/api/calendar", READERS),
                get("/calendar/*", EVERYBODY),
                get("/calendar-feed", READERS),
                post("/calendar-feed", READERS),
                post("/calendar-feed/close", READERS));
    }
}
