package dev.rapport.web;

import dev.rapport.shared.Login;
import dev.rapport.web.Shell.Destination;
import dev.rapport.web.Shell.Person;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * Supplies the frame around every page that is rendered. What a person is offered is asked from the filter chains, that is from the
 * permission table: an entry appears as soon as the table lets this person open it.
 */
@Component
class ShellInterceptor implements HandlerInterceptor {

    private record Entry(String key, String path, String icon) {}

    /** Name in the session. */
    static final String SINGLE_KEYS = "rapport.single-keys";

    private static final List<Entry> DAILY = List.of(
            new Entry("start", "/", "house-door"),
            new Entry("contacts", "/contacts", "chat-left-text"),
            new Entry("calendar", "/calendar", "calendar-event"),
            new Entry("addresses", "/addresses", "people"),
            new Entry("campaigns", "/campaigns", "megaphone"),
            new Entry("measures", "/measures", "flag"),
            new Entry("tasks", "/camunda/app/tasklist/", "check2-square"));

    private static final List<Entry> MANAGED = List.of(
            new Entry("contact-types", "/contact-types", "tag"),
            new Entry("users", "/users", "person-badge"),
            new Entry("models", "/models", "diagram-3"),
            new Entry("mails", "/mails", "envelope"),
            new Entry("cockpit", "/camunda/app/cockpit/", "speedometer2"),
            new Entry("admin", "/camunda/app/admin/", "gear"));

    /** Beside creating a contact and the menu there is room for these at the bottom of a phone. */
    private static final int ON_A_PHONE = 3;

    /** Looked up when used: the filter chains need the MVC configuration, which needs this. */
    private final ObjectProvider<WebInvocationPrivilegeEvaluator> permissions;

    private final SingleKeys singleKeys;

    private final ObjectProvider<PinnedPlaces> pinnedPlaces;

    ShellInterceptor(
            ObjectProvider<WebInvocationPrivilegeEvaluator> permissions,
            SingleKeys singleKeys,
            ObjectProvider<PinnedPlaces> pinnedPlaces) {
        this.permissions = permissions;
        this.singleKeys = singleKeys;
        this.pinnedPlaces = pinnedPlaces;
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        if (page != null && page.getViewName() != null && !page.getViewName().startsWith("redirect:")) {
            page.addObject("shell", shell(request));
        }
    }

    private Shell shell(HttpServletRequest request) {
        String path = path(request);
        Authentication login = SecurityContextHolder.getContext().getAuthentication();
        if (login == null
                || !login.isAuthenticated()
                || login instanceof AnonymousAuthenticationToken
                // somebody who has to choose a password first: a frame full of links would lead nowhere
                || allows("GET", "/password", login)) {
            return ShellBuilder.builder()
                    .path(path)
                    .navigation(List.of())
                    .pinned(List.of())
                    .searches(false)
                    .creates(false)
                    .singleKeys(false)
                    .build();
        }
        // a page that answers a form stands where the form was sent to
        boolean answer = !request.getMethod().equals("GET") && request.getHeader("HX-Current-URL") == null;
        String place = answer ? request.getRequestURI() : path;
        return ShellBuilder.builder()
                .path(path)
                .person(person(login))
                .navigation(Stream.concat(
                                destinations(DAILY, false, place, login), destinations(MANAGED, true, place, login))
                        .toList())
                .pinned(allows("GET", "/contacts", login) ? pinned(request, path) : List.of())
                .searches(allows("GET", "/addresses", login))
                .creates(allows("GET", "/contacts/new", login))
                .singleKeys(singleKeys(request))
                .build();
    }

    private Stream<Destination> destinations(List<Entry> entries, boolean managed, String path, Authentication login) {
        return entries.stream()
                .filter(entry -> allows("GET", entry.path, login))
                .map(entry -> new Destination(
                        entry.key,
                        entry.path,
                        entry.icon,
                        isCurrent(entry.path, path),
                        managed,
                        managed || entries.indexOf(entry) >= ON_A_PHONE));
    }

    /** Asked for once in a session. */
    private boolean singleKeys(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(SINGLE_KEYS) instanceof Boolean known) {
            return known;
        }
        boolean on = singleKeys.on();
        if (session != null) {
            session.setAttribute(SINGLE_KEYS, on);
        }
        return on;
    }

    /** Asked for once in a session, and again once it has changed there. */
    private List<Shell.Pinned> pinned(HttpServletRequest request, String path) {
        HttpSession session = request.getSession(false);
        List<PinnedPlaces.Place> places = new ArrayList<>();
        if (session != null && session.getAttribute(PinnedPlaces.SESSION) instanceof List<?> known) {
            known.forEach(place -> places.add((PinnedPlaces.Place) place));
        } else {
            pinnedPlaces.orderedStream().forEach(source -> places.addAll(source.places()));
            if (session != null) {
                session.setAttribute(PinnedPlaces.SESSION, new ArrayList<>(places));
            }
        }
        return places.stream()
                .map(place -> new Shell.Pinned(
                        place.name(), place.path(), place.path().equals(path)))
                .toList();
    }

    private boolean allows(String method, String path, Authentication login) {
        return permissions.getObject().isAllowed("", path, method, login);
    }

    private static boolean isCurrent(String entry, String path) {
        String plain = path.replaceAll("\\?.*", "");
        return entry.equals("/") ? plain.equals("/") : plain.equals(entry) || plain.startsWith(entry + "/");
    }

    /** Of an error page: the path that failed. A form's page cannot be come back to, so the start page stands in. */
    private static String path(HttpServletRequest request) {
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            return LocalPath.orStart(String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)));
        }
        if (!request.getMethod().equals("GET")) {
            // htmx tells on which page a part was submitted
            String url = request.getHeader("HX-Current-URL");
            return url == null ? "/" : LocalPath.orStart(url.replaceAll("^https?://[^/]*|#.*", ""));
        }
        String query = request.getQueryString();
        return LocalPath.orStart(query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query);
    }

    private static Person person(Authentication login) {
        String name = login.getPrincipal() instanceof Login person ? person.displayName() : login.getName();
        String initials = Stream.of(name.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT))
                .limit(2)
                .collect(Collectors.joining());
        return new Person(login.getName(), name, initials);
    }
}
