package dev.rapport.web;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * Who may call a route: one row of the table that {@code user/web/PermissionTable} puts together.
 *
 * @param method null for every method
 * @param pattern path pattern of Spring's PathPattern
 * @param who empty when nobody may
 */
public record RouteRight(@Nullable HttpMethod method, String pattern, Set<Who> who) {

    public static RouteRight any(String pattern, Set<Who> who) {
        return new RouteRight(null, pattern, who);
    }

    public static RouteRight get(String pattern, Set<Who> who) {
        return new RouteRight(HttpMethod.GET, pattern, who);
    }

    public static RouteRight post(String pattern, Set<Who> who) {
        return new RouteRight(HttpMethod.POST, pattern, who);
    }

    public static RouteRight patch(String pattern, Set<Who> who) {
        return new RouteRight(HttpMethod.PATCH, pattern, who);
    }

    public static RouteRight put(String pattern, Set<Who> who) {
        return new RouteRight(HttpMethod.PUT, pattern, who);
    }

    public static RouteRight delete(String pattern, Set<Who> who) {
        return new RouteRight(HttpMethod.DELETE, pattern, who);
    }

    public static RouteRight options(String pattern, Set<Who> who) {
        return new RouteRight(HttpMethod.OPTIONS, pattern, who);
    }
}
