package dev.rapport.live.web;

import dev.rapport.live.Changes;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.Ids;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What open pages listen to, as server-sent events: {@code due}, {@code changed} with topics, {@code count} of what is due,
 * {@code export} with how far one is, {@code end} with the session. Each page, or all of a browser together, holds one connection, and no thread.
 */
@Controller
class EventsPage {

    /** Of what else than the person's own a page can ask to be told. */
    private static final Pattern CONCERN =
            Pattern.compile("all|campaigns|(contact|measure|campaign|address)-\\d{1,19}");

    private static final int MOST_CONCERNS = 100;

    private static final Duration OLDEST = Duration.ofMinutes(1);

    /** Then it connects again, and its rights are asked anew. */
    private static final Duration OPEN_FOR = Duration.ofMinutes(12);

    private final OpenPages pages;
    private final CurrentUser currentUser;

    EventsPage(OpenPages pages, CurrentUser currentUser) {
        this.pages = pages;
        this.currentUser = currentUser;
    }

    /**
     * Opens a connection.
     *
     * @param since the id of the last event that the browser has got
     * @param age how many milliseconds ago the page was read; 0 when it has listened since
     * @param shows what the open pages are about, with blanks between: {@code address-7}
     */
    @GetMapping("/events")
    void events(
            @RequestParam(defaultValue = "") String since,
            @RequestParam(defaultValue = "0") String age,
            @RequestParam(defaultValue = "") String shows,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        HttpSession session = request.getSession(false);
        if (session == null) {
            response.sendError(HttpStatus.UNAUTHORIZED.value());
            return;
        }
        Set<String> concerned = Stream.concat(
                        Stream.of(OpenPages.key(currentUser.id())),
                        Arrays.stream(shows.split(" "))
                                .filter(concern -> CONCERN.matcher(concern).matches())
                                .limit(MOST_CONCERNS))
                .collect(Collectors.toUnmodifiableSet());
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // nginx holds back answers otherwise
        response.setHeader("X-Accel-Buffering", "no");
        AsyncContext context = request.startAsync(request, response);
        context.setTimeout(0);
        long openFor = OPEN_FOR.toNanos() + ThreadLocalRandom.current().nextLong(OPEN_FOR.toNanos() / 4);
        OpenPage page =
                new OpenPage(currentUser.id(), session.getId(), concerned, context, System.nanoTime() + openFor);
        context.addListener(new Gone(page));
        boolean open = false;
        try {
            Duration old = Duration.ofMillis(Math.min(Ids.parse(age).orElse(0L), OLDEST.toMillis()));
            open = pages.open(page, Changes.isSnapshot(since) ? since : null, old);
            if (!open) {
                response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
                response.setHeader(HttpHeaders.RETRY_AFTER, "5");
            }
        } finally {
            if (!open) {
                pages.forget(page);
                context.complete();
            }
        }
    }

    /** The container says when a connection has ended. */
    private final class Gone implements AsyncListener {

        private final OpenPage page;

        Gone(OpenPage page) {
            this.page = page;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            pages.forget(page);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            pages.drop(page);
        }

        @Override
        public void onError(AsyncEvent event) {
            pages.drop(page);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // nobody starts it anew
        }
    }
}
