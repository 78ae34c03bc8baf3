package dev.rapport.reminder;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.Method;
import dev.rapport.shared.BaseUrl;
import dev.rapport.shared.BusinessTime;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Date;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Writes a reminder mail in the recipient's language, with the appointment as an iCalendar file. */
@Component
class ReminderMailText {

    private final MessageSource messages;
    private final BusinessTime time;
    private final String from;
    private final BaseUrl baseUrl;

    ReminderMailText(
            MessageSource messages, BusinessTime time, @Value("${rapport.mail.from}") String from, BaseUrl baseUrl) {
        this.messages = messages;
        this.time = time;
        this.from = from;
        this.baseUrl = baseUrl;
    }

    MimeMessage message(MimeMessage message, ReminderMail mail, String email) {
        try {
            MimeMessageHelper helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
            helper.setFrom(from);
            helper.setTo(email);
            helper.setSubject(say(mail, "reminder.mail.subject", when(mail), mail.subject()));
            helper.setText(body(mail));
            helper.addAttachment(
                    mail.number() + ".ics", new ByteArrayResource(calendar(mail)), "text/calendar; charset=UTF-8");
            message.setHeader("Message-ID", mail.messageId());
            message.setHeader("Auto-Submitted", "auto-generated");
            return message;
        } catch (MessagingException e) {
            throw new MailPreparationException(e);
        }
    }

    private String body(ReminderMail mail) {
        String whom = Optional.ofNullable(mail.person())
                .map(person -> person + ", " + mail.address())
                .orElse(mail.address());
        return say(
                mail,
                "reminder.mail.text",
                mail.type(),
                when(mail),
                whom,
                Optional.ofNullable(mail.phone()).orElse("–"),
                mail.subject(),
                Optional.ofNullable(mail.description()).orElse("–"),
                mail.number(),
                baseUrl.of("/contacts/" + mail.contactId()));
    }

    private byte[] calendar(ReminderMail mail) {
        VEvent event = new VEvent();
        event.setUid(mail.number() + "@rapport");
        event.setDateTimeStamp(Date.from(time.now()));
        event.setDateStart(Date.from(mail.start()), true);
        event.setSummary(mail.type() + ": " + mail.subject());
        event.setDescription(mail.description() == null ? mail.address() : mail.address() + "\n" + mail.description());
        event.setUrl(baseUrl.of("/contacts/" + mail.contactId()));
        ICalendar calendar = new ICalendar();
        calendar.setMethod(Method.publish());
        calendar.setProductId("-//Rapport//Rapport//DE");
        calendar.addEvent(event);
        return Biweekly.write(calendar).go().getBytes(StandardCharsets.UTF_8);
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
