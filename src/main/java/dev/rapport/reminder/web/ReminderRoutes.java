package dev.rapport.reminder.web;

import static dev.rapport.web.RouteRight.delete;
import static dev.rapport.web.RouteRight.get;
import static dev.rapport.web.RouteRight.post;
import static dev.rapport.web.Who.READERS;
import static dev.rapport.web.Who.WRITERS;

import dev.rapport.web.RouteRight;
import dev.rapport.web.RouteRights;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who may see and change reminders. */
@Component
class ReminderRoutes implements RouteRights {

    @Override
    public List<RouteRight> rights() {
        return List.of(
                get("/api/reminders", READERS),
                post("/api/reminders/*/snooze", WRITERS),
                delete("/api/reminders/*", WRITERS));
    }
}
