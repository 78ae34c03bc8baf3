package dev.rapport.address.web;

import static dev.rapport.web.RouteRight.delete;
import static dev.rapport.web.RouteRight.get;
import static dev.rapport.web.RouteRight.patch;
import static dev.rapport.web.RouteRight.post;
import static dev.rapport.web.Who.READERS;
import static dev.rapport.web.Who.WRITERS;

import dev.rapport.web.RouteRight;
import dev.rapport.web.RouteRights;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who may see, create and change addresses and contact persons. The parts of an address's page are everybody's who reads. */
@Component
class AddressRoutes implements RouteRights {

    @Override
    public List<RouteRight> rights() {
        return List.of(
                get("/addresses", READERS),
                get("/addresses/options", READERS),
                get("/addresses/new", WRITERS),
                post("/addresses", WRITERS),
                get("/addresses/*", READERS),
                post("/addresses/*", WRITERS),
                post("/addresses/*/remove", WRITERS),
                post("/addresses/*/wake", WRITERS),
                get("/addresses/*/*", READERS),
                post("/addresses/*/contact-persons", WRITERS),
                get("/api/addresses", READERS),
                post("/api/addresses", WRITERS),
                get("/api/addresses/*", READERS),
                patch("/api/addresses/*", WRITERS),
                delete("/api/addresses/*", WRITERS),
                post("/api/addresses/*/wake", WRITERS),
                get("/api/addresses/*/contact-persons", READERS),
                post("/api/addresses/*/contact-persons", WRITERS));
    }
}
