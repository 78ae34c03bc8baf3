package dev.rapport.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that Java cannot send by itself: STOP holds a process as if it hung, CONT lets it go on. */
final class Signals {

    private Signals() {}

    static void send(String signal, ProcessHandle process) {
        try {
            int exit = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill -" + signal + " " + process.pid() + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
