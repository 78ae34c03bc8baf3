package dev.rapport.reminder;

import dev.rapport.calendar.ContactAsEvent;
import dev.rapport.shared.BaseUrl;
import dev.rapport.shared.BusinessTime;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Writes a reminder mail in the recipient's language, as text and as HTML, with the appointment as an iCalendar file. Its links
 * lead to forms: programs that look after mails follow links, so following one changes nothing.
 */
@Component
class ReminderMailText {

    private final MessageSource messages;
    private final BusinessTime time;
    private final String from;
    private final BaseUrl baseUrl;
    private final ContactAsEvent contactAsEvent;
    private final ITemplateEngine templates;

    ReminderMailText(
            MessageSource messages,
            BusinessTime time,
            @Value("${rapport.mail.from}") String from,
            BaseUrl baseUrl,
            ContactAsEvent contactAsEvent,
            ITemplateEngine templates) {
        this.messages = messages;
        this.time = time;
        this.from = from;
        this.baseUrl = baseUrl;
        this.contactAsEvent = contactAsEvent;
        this.templates = templates;
    }

    MimeMessage message(MimeMessage message, ReminderMail mail, String email) {
        try {
            MimeMessageHelper helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
            helper.setFrom(from);
            helper.setTo(email);
            message.setHeader(
                    "Subject", MailSubject.header(say(mail, "reminder.mail.subject", when(mail), mail.subject())));
            helper.setText(text(mail), html(mail));
            byte[] event = contactAsEvent.write(mail.contactId(), mail.locale()).orElseThrow();
            helper.addAttachment(
                    mail.number() + ".ics",
                    new ByteArrayResource(event),
                    "text/calendar; charset=UTF-8; method=PUBLISH");
            message.setHeader("Message-ID", mail.messageId());
            message.setHeader("Auto-Submitted", "auto-generated");
            return message;
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw new MailPreparationException(e);
        }
    }

    private String text(ReminderMail mail) {
        return say(
                mail,
                "reminder.mail.text",
                mail.type(),
                when(mail),
                whom(mail),
                orNothing(mail.phone()),
                mail.subject(),
                orNothing(mail.description()),
                mail.number(),
                baseUrl.of("/contacts/" + mail.contactId()),
                answer(mail, "performed"),
                answer(mail, "move"),
                answer(mail, "not-performed"));
    }

    private String html(ReminderMail mail) {
        Context says = new Context(mail.locale());
        says.setVariable("mail", mail);
        says.setVariable("when", when(mail));
        says.setVariable("whom", whom(mail));
        says.setVariable(
                "description",
                mail.description() == null
                        ? List.of()
                        : mail.description().lines().toList());
        says.setVariable("page", baseUrl.of("/contacts/" + mail.contactId()));
        says.setVariable("performed", answer(mail, "performed"));
        says.setVariable("move", answer(mail, "move"));
        says.setVariable("notPerformed", answer(mail, "not-performed"));
        return templates.process("reminder/mail", says);
    }

    /** Where an answer is given, with a form. */
    private String answer(ReminderMail mail, String answer) {
        return baseUrl.of("/answers/" + mail.contactId() + "?answer=" + answer);
    }

    private static String whom(ReminderMail mail) {
        return mail.person() == null ? mail.address() : mail.person() + ", " + mail.address();
    }

    private static String orNothing(@Nullable String text) {
        return text == null ? "–" : text;
    }

    private String when(ReminderMail mail) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
                .withLocale(mail.locale())
                .format(mail.start().atZone(time.zone()));
    }

    private String say(ReminderMail mail, String key, Object... arguments) {
        return messages.getMessage(key, arguments, mail.locale());
    }
}
