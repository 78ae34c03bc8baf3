package dev.rapport.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Lets only so many requests work at once, whatever number of threads wait for bodies: more would only wait for the database
 * instead. Files need nothing but the disk and may be read slowly; and so may a page, which is held until the work is done.
 */
final class Work extends ValveBase {

    /** Attribute of a request: when it began to wait for its turn, as {@link System#nanoTime} counts. */
    static final String ARRIVED = Work.class.getName() + ".arrived";

    private static final Pattern FILES = Pattern.compile("/(assets|webjars|camunda/(app|lib|assets))/.*");

    /** Holds every page that people see before they have logged in, and most of the others. */
    private static final int PAGE = 64 * 1024;

    private final Semaphore room;
    private final Duration patience;
    private final int held;

    /**
     * @param atOnce requests that work
     * @param patience how long one more waits for its turn
     */
    Work(int atOnce, Duration patience) {
        this(atOnce, patience, PAGE);
    }

    /** @param held bytes of an answer, until its work is done */
    Work(int atOnce, Duration patience, int held) {
        super(true);
        this.held = held;
        this.room = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (RoomForProbes.isProbe(request)
                || FILES.matcher(request.getRequestURI()).matches()) {
            getNext().invoke(request, response);
            return;
        }
        request.setAttribute(ARRIVED, System.nanoTime());
        if (hasTurn()) {
            try {
                response.setBufferSize(held);
                getNext().invoke(request, response);
            } finally {
                room.release();
            }
        } else {
            response.setHeader(HttpHeaders.RETRY_AFTER, "5");
            response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
        }
    }

    private boolean hasTurn() {
        try {
            return room.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
