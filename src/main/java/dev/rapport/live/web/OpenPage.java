package dev.rapport.live.web;

import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection of a browser with open pages. No thread waits for it. */
final class OpenPage {

    private static final Logger log = LoggerFactory.getLogger(OpenPage.class);

    /** Whose pages they are. */
    final String user;

    final String session;

    /** What to tell it of. */
    final Set<String> concerned;

    private final AsyncContext context;
    private final OutputStream out;
    private final long end;
    private boolean ended;

    /** @param end when to close it, in {@link System#nanoTime} */
    OpenPage(String user, String session, Set<String> concerned, AsyncContext context, long end) throws IOException {
        this.user = user;
        this.session = session;
        this.concerned = concerned;
        this.context = context;
        this.out = context.getResponse().getOutputStream();
        this.end = end;
    }

    /** What it has to be told fits into the kernel's buffer many times over, so nobody waits for a slow reader here. */
    synchronized boolean send(String events) {
        if (ended) {
            return false;
        }
        try {
            out.write(events.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return true;
        } catch (IOException | IllegalStateException e) {
            log.debug("A page has gone", e);
            close();
            return false;
        }
    }

    /** The browser connects again, unless it has been told not to. */
    synchronized void close() {
        if (!ended) {
            ended = true;
            try {
                context.complete();
            } catch (IllegalStateException e) {
                log.debug("The container was faster", e);
            }
        }
    }

    /** The container has closed it. */
    synchronized void closed() {
        ended = true;
    }

    long end() {
        return end;
    }

    boolean isOld(long now) {
        return now - end > 0;
    }
}
