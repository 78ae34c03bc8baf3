package dev.rapport.calendar.web;

import dev.rapport.calendar.ReadFeed;
import dev.rapport.calendar.ReadFeed.Feed;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.WebRequest;

/**
 * The feed, for programs without a login: the secret in its address is the key. Has a filter chain of its own, without a session. An
 * address that leads nowhere is answered without a word and without a page, so that guessing costs the guesser more than us.
 */
@Controller
class CalendarDoor {

    private static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);

    private static final String FILE =
            ContentDisposition.inline().filename("rapport.ics").build().toString();

    private final ReadFeed readFeed;

    CalendarDoor(ReadFeed readFeed) {
        this.readFeed = readFeed;
    }

    @GetMapping("/calendar/{secret}.ics")
    ResponseEntity<byte[]> feed(@PathVariable String secret, WebRequest request) {
        Optional<Feed> found = readFeed.find(secret);
        if (found.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        Feed feed = found.get();
        String tag = '"' + feed.tag() + '"';
        boolean known = request.checkNotModified(tag);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(known ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .eTag(tag)
                // may be kept by whoever asks and by nobody in between, and is asked for each time
                .cacheControl(CacheControl.noCache().cachePrivate());
        return known
                ? answer.build()
                : answer.contentType(CALENDAR)
                        .header("Content-Disposition", FILE)
                        .body(readFeed.write(feed));
    }
}
