package dev.rapport.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.BadRequestException;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Reads a body as a whole before anything else is done with its request: with a limit of its size, of its time, and of how
 * many may be under way. Whoever sends his byte by byte holds nothing but a thread that is there for waiting, and not for
 * long. Tomcat's own time-outs are for each read; it has no limit for all of them together.
 */
final class WholeBodies extends ValveBase {

    /** Whoever sends less than this after a while is not sending in earnest, or will not get through anyway. */
    private static final int BYTES_PER_SECOND = 1024;

    private static final int TOO_MANY = 429;

    /**
     * How many times the limit is read and dropped of a body that is over it: who has sent all of his reads the answer, while
     * a connection closed upon bytes on their way is reset, and the answer may be lost with it.
     */
    private static final int DROPPED = 16;

    private final int largest;
    private final Duration grace;
    private final int most;
    private final int mostFromOne;
    private final Map<String, Deque<Arrival>> underWay = new HashMap<>();
    private int number;

    /**
     * @param largest body, in bytes
     * @param grace until the speed of a body counts
     * @param most bodies that may be under way at once
     * @param mostFromOne client address; one more, and its oldest gives way
     */
    WholeBodies(int largest, Duration grace, int most, int mostFromOne) {
        super(true);
        this.largest = largest;
        this.grace = grace;
        this.most = most;
        this.mostFromOne = mostFromOne;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        long length = request.getContentLengthLong();
        boolean unknownLength = length < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        if (length > largest && request.getCoyoteRequest().hasExpectation()) {
            refuse(request, response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        if (length > 0 || unknownLength) {
            int refusal = read(request, response, length);
            if (refusal != 0) {
                refuse(request, response, refusal);
                return;
            }
        }
        getNext().invoke(request, response);
    }

    /** @return the status to refuse it with; 0 when the body is there */
    private int read(Request request, Response response, long length) throws IOException {
        Arrival arrival = begin(String.valueOf(request.getRemoteAddr()));
        if (arrival == null) {
            return TOO_MANY;
        }
        org.apache.coyote.Request raw = request.getCoyoteRequest();
        try {
            if (raw.hasExpectation()) {
                response.sendAcknowledgement(ContinueResponseTiming.ALWAYS);
                raw.setExpectation(false);
            }
            while (raw.doRead(arrival) >= 0) {
                arrival.take(largest);
                if (arrival.length > (long) largest * DROPPED) {
                    return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
                }
                if (arrival.gaveWay() || isTooSlow(arrival)) {
                    return HttpServletResponse.SC_REQUEST_TIMEOUT;
                }
            }
        } catch (SocketTimeoutException e) {
            return HttpServletResponse.SC_REQUEST_TIMEOUT;
        } catch (BadRequestException e) {
            return HttpServletResponse.SC_BAD_REQUEST;
        } catch (IOException e) {
            // the client has gone; whoever reads this answer is not he
            containerLog(e);
            return HttpServletResponse.SC_BAD_REQUEST;
        } finally {
            end(arrival);
        }
        if (length > arrival.length) {
            return HttpServletResponse.SC_BAD_REQUEST;
        }
        if (arrival.length > largest) {
            return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
        }
        raw.action(ActionCode.REQ_SET_BODY_REPLAY, arrival.body);
        return 0;
    }

    private boolean isTooSlow(Arrival arrival) {
        Duration passed = Duration.ofNanos(System.nanoTime() - arrival.begin);
        return passed.compareTo(grace) > 0 && arrival.length < passed.toMillis() * BYTES_PER_SECOND / 1000;
    }

    private void containerLog(IOException e) {
        if (getContainer().getLogger().isDebugEnabled()) {
            getContainer().getLogger().debug("A client went away in the middle of a body", e);
        }
    }

    /** The rest of the body is not waited for: the connection is closed. */
    private static void refuse(Request request, Response response, int status) throws IOException {
        request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        response.setHeader(HttpHeaders.CONNECTION, "close");
        if (status == TOO_MANY) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "5");
        }
        response.sendError(status);
    }

    private synchronized @Nullable Arrival begin(String address) {
        if (number >= most) {
            return null;
        }
        Deque<Arrival> ofAddress = underWay.computeIfAbsent(address, key -> new ArrayDeque<>());
        if (ofAddress.size() >= mostFromOne) {
            ofAddress.removeFirst().giveWay();
        }
        Arrival arrival = new Arrival(address);
        ofAddress.addLast(arrival);
        number++;
        return arrival;
    }

    private synchronized void end(Arrival arrival) {
        number--;
        underWay.computeIfPresent(arrival.address, (address, all) -> {
            all.remove(arrival);
            return all.isEmpty() ? null : all;
        });
    }

    /** A body on its way. */
    private static final class Arrival implements ApplicationBufferHandler {

        private final String address;
        private final ByteChunk body = new ByteChunk();
        private final long begin = System.nanoTime();
        private long length;
        private ByteBuffer piece = ByteBuffer.allocate(0);
        private volatile boolean givesWay;

        Arrival(String address) {
            this.address = address;
        }

        /** Keeps the piece that came, unless the body is over the limit by it. */
        void take(int largest) throws IOException {
            length += piece.remaining();
            if (length <= largest) {
                body.append(piece);
            } else {
                body.recycle();
            }
        }

        void giveWay() {
            givesWay = true;
        }

        boolean gaveWay() {
            return givesWay;
        }

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            piece = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return piece;
        }

        @Override
        public void expand(int size) {
            // the container's own buffer is handed over, never this one filled
        }
    }
}
