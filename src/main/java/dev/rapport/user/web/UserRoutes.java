package dev.rapport.user.web;

import static dev.rapport.web.RouteRight.any;
import static dev.rapport.web.RouteRight.get;
import static dev.rapport.web.RouteRight.post;
import static dev.rapport.web.Who.EVERYBODY;
import static dev.rapport.web.Who.LOGGED_IN;
import static dev.rapport.web.Who.NEWCOMERS;
import static dev.rapport.web.Who.READERS;
import static dev.rapport.web.Who.SYSTEM_ADMINS;

import dev.rapport.web.RouteRight;
import dev.rapport.web.RouteRights;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who may log in, choose a password, and see and administer users. */
@Component
class UserRoutes implements RouteRights {

    @Override
    public List<RouteRight> rights() {
        return List.of(
                any("/login", EVERYBODY),
                any("/logout", EVERYBODY),
                get("/password", NEWCOMERS),
                post("/password", NEWCOMERS),
                get("/sessions", LOGGED_IN),
                post("/sessions/sign-out", LOGGED_IN),
                get("/users", SYSTEM_ADMINS),
                post("/users", SYSTEM_ADMINS),
                get("/users/*", SYSTEM_ADMINS),
                post("/users/*", SYSTEM_ADMINS),
                post("/users/*/access", SYSTEM_ADMINS),
                get("/api/me", LOGGED_IN),
                get("/api/users", READERS));
    }
}
