package dev.rapport.reminder.web;

import static dev.rapport.web.RouteRight.delete;
import static dev.rapport.web.RouteRight.get;
import static dev.rapport.web.RouteRight.post;
import static dev.rapport.web.Who.PROCESS_ADMINS;
import static dev.rapport.web.Who.READERS;
import static dev.rapport.web.Who.WRITERS;

import dev.rapport.web.RouteRight;
import dev.rapport.web.RouteRights;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who may see and change reminders, and look after their mails. */
@Component
class ReminderRoutes implements RouteRights {

    @Override
    public List<RouteRight> rights() {
        return List.of(
                get("/api/reminders", READERS),
                post("/api/reminders/*/snooze", WRITERS),
                delete("/api/reminders/*", WRITERS),
                get("/mails", PROCESS_ADMINS),
                post("/mails/again", PROCESS_ADMINS),
                post("/mails/*/again", PROCESS_ADMINS),
                post("/mails/*/give-up", PROCESS_ADMINS),
                post("/mails/*/take-back", PROCESS_ADMINS));
    }
}
