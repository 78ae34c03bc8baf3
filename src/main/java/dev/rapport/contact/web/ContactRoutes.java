package dev.rapport.contact.web;

import static dev.rapport.web.RouteRight.get;
import static dev.rapport.web.RouteRight.patch;
import static dev.rapport.web.RouteRight.post;
import static dev.rapport.web.Who.READERS;
import static dev.rapport.web.Who.WRITERS;

import dev.rapport.web.RouteRight;
import dev.rapport.web.RouteRights;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who may see, create and change contacts. */
@Component
class ContactRoutes implements RouteRights {

    @Override
    public List<RouteRight> rights() {
        return List.of(
                get("/contacts/new", WRITERS),
                post("/contacts/new", WRITERS),
                get("/contacts/new/addresses", WRITERS),
                get("/contacts/new/users", WRITERS),
                get("/contacts/new/campaigns", WRITERS),
                get("/contacts/*", READERS),
                post("/contacts/*", WRITERS),
                post("/contacts/*/void", WRITERS),
                get("/contacts/*/*", READERS),
                post("/contacts/*/reminder", WRITERS),
                post("/api/contacts", WRITERS),
                get("/api/contacts/*", READERS),
                patch("/api/contacts/*", WRITERS),
                get("/api/contacts/*/outcomes", READERS),
                post("/api/contacts/*/outcome", WRITERS),
                post("/api/contacts/*/void", WRITERS),
                get("/api/contacts/*/rules", READERS));
    }
}
