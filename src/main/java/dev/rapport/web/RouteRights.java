package dev.rapport.web;

import java.util.List;

/**
 * A module's rows of the table of who may call what. Each module names the routes of its own controllers, and no two
 * modules rows that a request could fit both of: so only the order within a module counts, where the first row that fits
 * decides.
 */
public interface RouteRights {

    List<RouteRight> rights();
}
