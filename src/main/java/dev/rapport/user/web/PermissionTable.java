package dev.rapport.user.web;

import dev.rapport.web.RouteRight;
import dev.rapport.web.RouteRights;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Who may call which route: the rows of all modules, and nothing besides. The first row that fits decides; a route that no
 * row names is refused to everybody, and a test fails for every mapped route that no row names. Printed in {@code
 * src/docs/permissions.md}.
 */
@Component
class PermissionTable {

    private final List<RouteRight> rows;

    /** The modules in the order of their names, whatever the order of the beans. */
    PermissionTable(List<RouteRights> modules) {
        rows = modules.stream()
                .sorted(Comparator.comparing(module -> module.getClass().getName()))
                .flatMap(module -> module.rights().stream())
                .toList();
    }

    List<RouteRight> rows() {
        return rows;
    }
}
