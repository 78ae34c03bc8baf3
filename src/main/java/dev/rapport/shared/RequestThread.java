package dev.rapport.shared;

/** Whether the current thread answers a request, so that somebody waits for it, or works in the background. */
public final class RequestThread {

    private static final ThreadLocal<Boolean> ANSWERING = new ThreadLocal<>();

    private RequestThread() {}

    public static boolean isAnswering() {
        return ANSWERING.get() != null;
    }

    /** To be called by the outermost filter, with {@link #done} when the request has been answered. */
    public static void answering() {
        ANSWERING.set(Boolean.TRUE);
    }

    public static void done() {
        ANSWERING.remove();
    }
}
