package dev.rapport.e2e;

import dev.rapport.support.BadMailServer;
import dev.rapport.support.Suites;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two nodes on one database of its own, and the mail server of both, which goes wrong when a test wants it to. Shared by
 * the classes that hold its lock: starting it takes as long as one of them.
 */
public final class TwoNodes implements AutoCloseable {

    /** What one class at a time has. */
    static final String LOCK = "two nodes";

    /**
     * A killed node's jobs are taken over when this has passed. As it comes with {@code -Drapport.long=true}; the build does
     * not wait for it.
     */
    static final Duration LOCK_TIME = Duration.ofSeconds(Suites.LONG ? 60 : 15);

    private final DemoDatabase database;
    private final BadMailServer mailServer = new BadMailServer(command -> BadMailServer.answer(command));
    private final RapportProcess first;
    private final RapportProcess second;

    TwoNodes() {
        database = DemoDatabase.start("two-nodes");
        Map<String, String> environment = database.environment();
        environment.putAll(Map.of(
                "CAMUNDA_BPM_JOBEXECUTION_LOCKTIMEINMILLIS",
                String.valueOf(LOCK_TIME.toMillis()),
                "SPRING_MAIL_HOST",
                "127.0.0.1",
                "SPRING_MAIL_PORT",
                String.valueOf(mailServer.port()),
                // nobody waits ten seconds for each mail that hangs, nor a minute for the next try
                "SPRING_MAIL_PROPERTIES_MAIL_SMTP_TIMEOUT",
                "1000",
                "RAPPORT_MAIL_PATIENCE",
                "2s",
                "RAPPORT_MAIL_PAUSES",
                "1s, 1s, 1s"));
        first = RapportProcess.start("one-of-two-nodes", environment);
        second = RapportProcess.start("other-of-two-nodes", environment);
    }

    /** Both of them up, whatever another class has done to one. */
    List<RapportProcess> both() {
        for (RapportProcess node : List.of(first, second)) {
            if (!node.application().isAlive()) {
                node.start(Duration.ZERO);
            }
        }
        return List.of(first, second);
    }

    BadMailServer mailServer() {
        return mailServer;
    }

    JdbcClient jdbc() {
        return JdbcClient.create(database.dataSource());
    }

    /** Of those mails that are about this test, as often as each came. */
    static List<String> idsOfMails(List<String> mails, String test) {
        return mails.stream()
                .map(TwoNodes::parsed)
                .filter(mail -> subject(mail).contains(test))
                .map(TwoNodes::id)
                .toList();
    }

    private static MimeMessage parsed(String mail) {
        try {
            return new MimeMessage(null, new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String id(MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        first.close();
        second.close();
        mailServer.close();
        database.close();
    }
}
