package dev.rapport.reminder;

import jakarta.mail.MessagingException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.MailSendException;

/**
 * Why a mail was not sent.
 *
 * @param kind whose fault it was
 * @param reason as the mail server or the network said it; at most {@value #REASON_LENGTH} characters
 */
public record MailFailure(Kind kind, String reason) {

    private static final int REASON_LENGTH = 500;

    /** SMTP: the server is closing the channel, whomever the mail is for. */
    private static final int GOING_DOWN = 421;

    public MailFailure {
        reason = reason.substring(0, Math.min(reason.length(), REASON_LENGTH));
    }

    /** Whose fault it was. */
    public enum Kind {
        /** The server could not be reached, did not answer in time or takes no mail at all: others would fare the same. */
        UNREACHABLE,
        /** The server answered, and did not want this mail or this recipient. */
        REFUSED
    }

    static MailFailure of(MailException thrown) {
        Kind kind = thrown instanceof MailParseException || thrown instanceof MailPreparationException
                ? Kind.REFUSED
                : Kind.UNREACHABLE;
        Throwable told = thrown.getMostSpecificCause();
        for (Throwable cause : causes(thrown)) {
            int answer = answer(cause);
            if (answer > 0 && answer != GOING_DOWN) {
                kind = Kind.REFUSED;
                told = cause;
            }
        }
        return new MailFailure(kind, String.valueOf(told.getMessage()).strip());
    }

    /** What the server answered to this mail or to its recipient; 0 where it did not. */
    private static int answer(Throwable cause) {
        if (cause instanceof SMTPAddressFailedException recipient) {
            return recipient.getReturnCode();
        }
        return cause instanceof SMTPSendFailedException mail ? mail.getReturnCode() : 0;
    }

    /** Mail exceptions hang on each other in three ways. */
    private static Set<Throwable> causes(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> open = new ArrayDeque<>();
        open.add(thrown);
        while (!open.isEmpty()) {
            Throwable next = open.removeFirst();
            if (!seen.add(next)) {
                continue;
            }
            if (next.getCause() != null) {
                open.add(next.getCause());
            }
            if (next instanceof MessagingException messaging && messaging.getNextException() != null) {
                open.add(messaging.getNextException());
            }
            if (next instanceof MailSendException sending) {
                open.addAll(sending.getFailedMessages().values());
            }
        }
        return seen;
    }
}
