package dev.rapport.engine;

/** A start form was sent again: nothing is started, and the answer is that of the first time. */
final class AlreadyStarted extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String instance;

    AlreadyStarted(String instance) {
        super("The form has started instance " + instance + " already");
        this.instance = instance;
    }

    String instance() {
        return instance;
    }
}
