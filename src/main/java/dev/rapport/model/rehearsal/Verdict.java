package dev.rapport.model.rehearsal;

/** What becomes of an item in another model; the most important first. */
public enum Verdict {
    /** The model breaks. */
    FAILED,
    /** It could be closed, and cannot be any more. */
    REFUSED,
    /** It could not be closed, and can be now. */
    ALLOWED,
    /** It stays open: somebody has something to do first. */
    WAITING,
    /** It ends otherwise. */
    OUTCOME,
    /** It ends the same way, but other fields, mails, reminders or contacts come of it. */
    EFFECTS,
    /** Only the steps on the way are others. */
    STEPS,
    SAME,
    /** What it refers to cannot be chosen any more: it could not be begun again. */
    NOT_COMPARABLE;

    /** Whether it ends as it does in the model in force. */
    public boolean endsTheSame() {
        return this == SAME || this == STEPS || this == EFFECTS;
    }
}
