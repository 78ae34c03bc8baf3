package dev.rapport.shared;

/** Codes of the outcomes that the shipped models offer; process admins may draw others. */
public final class Outcomes {

    public static final String PERFORMED = "performed";
    public static final String NOT_PERFORMED = "notPerformed";

    /** Whether every model has it, so that its words are Rapport's. */
    public static boolean isGeneral(String code) {
        return code.equals(PERFORMED) || code.equals(NOT_PERFORMED);
    }

    private Outcomes() {}
}
