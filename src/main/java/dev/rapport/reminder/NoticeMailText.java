package dev.rapport.reminder;

import dev.rapport.shared.BaseUrl;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Writes the mail of a notice: what the model says, and where the item is. */
@Component
class NoticeMailText {

    private final MessageSource messages;
    private final String from;
    private final BaseUrl baseUrl;

    NoticeMailText(MessageSource messages, @Value("${rapport.mail.from}") String from, BaseUrl baseUrl) {
        this.messages = messages;
        this.from = from;
        this.baseUrl = baseUrl;
    }

    MimeMessage message(MimeMessage message, NoticeMail mail, String email) {
        try {
            MimeMessageHelper helper = new MimeMessageHelper(message, false, StandardCharsets.UTF_8.name());
            helper.setFrom(from);
            helper.setTo(email);
            message.setHeader("Subject", MailSubject.header(mail.subject()));
            helper.setText(messages.getMessage(
                    "notice.mail.text",
                    new Object[] {mail.text(), mail.number(), baseUrl.of(mail.page())},
                    mail.locale()));
            message.setHeader("Message-ID", mail.messageId());
            message.setHeader("Auto-Submitted", "auto-generated");
            return message;
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw new MailPreparationException(e);
        }
    }
}
