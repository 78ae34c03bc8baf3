package dev.rapport.support;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.context.annotation.Scope;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The mail server of the tests: none, until a test starts a real one or names one that misbehaves. */
@Configuration(proxyBeanMethods = false)
@Profile("test")
public class MailServer {

    private @Nullable GreenMail greenMail;
    private volatile @Nullable JavaMailSender sender;

    /** Asked for anew with every mail; null is what an application without a mail server has. */
    @Bean
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    @Nullable
    JavaMailSender testMailSender(MailServer server) {
        return server.sender;
    }

    public void start() {
        stop();
        greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        greenMail.start();
        use(greenMail.getSmtp().getPort());
    }

    /** Sends to a port, with the application's kind of timeouts, only shorter. */
    public void use(int port) {
        JavaMailSenderImpl smtp = new JavaMailSenderImpl();
        smtp.setHost("127.0.0.1");
        smtp.setPort(port);
        smtp.setDefaultEncoding("UTF-8");
        smtp.getJavaMailProperties().setProperty("mail.smtp.connectiontimeout", "500");
        smtp.getJavaMailProperties().setProperty("mail.smtp.timeout", "500");
        smtp.getJavaMailProperties().setProperty("mail.smtp.writetimeout", "500");
        smtp.getJavaMailProperties().setProperty("mail.smtp.usesocketchannels", "true");
        sender = smtp;
    }

    public void stop() {
        sender = null;
        if (greenMail != null) {
            greenMail.stop();
            greenMail = null;
        }
    }

    /** What has arrived for one address. */
    public List<MimeMessage> received(String email) {
        if (greenMail == null) {
            return List.of();
        }
        return Arrays.stream(greenMail.getReceivedMessages())
                .filter(message -> recipient(message).equals(email))
                .toList();
    }

    private static String recipient(MimeMessage message) {
        try {
            return message.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
