package dev.rapport.contacttype.web;

import static dev.rapport.web.RouteRight.get;
import static dev.rapport.web.RouteRight.post;
import static dev.rapport.web.Who.MANAGERS;
import static dev.rapport.web.Who.READERS;

import dev.rapport.web.RouteRight;
import dev.rapport.web.RouteRights;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who may see contact types and decide about them. */
@Component
class ContactTypeRoutes implements RouteRights {

    @Override
    public List<RouteRight> rights() {
        return List.of(
                get("/contact-types", MANAGERS),
                post("/contact-types", MANAGERS),
                get("/contact-types/*", MANAGERS),
                post("/contact-types/*", MANAGERS),
                post("/contact-types/*/active", MANAGERS),
                get("/api/contact-types", READERS));
    }
}
