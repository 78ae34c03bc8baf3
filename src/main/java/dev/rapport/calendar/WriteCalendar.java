package dev.rapport.calendar;

import biweekly.ICalDataType;
import biweekly.ICalendar;
import biweekly.component.StandardTime;
import biweekly.component.VAlarm;
import biweekly.component.VEvent;
import biweekly.component.VTimezone;
import biweekly.parameter.Related;
import biweekly.property.Method;
import biweekly.property.Organizer;
import biweekly.property.Status;
import biweekly.property.Trigger;
import biweekly.util.DateTimeComponents;
import biweekly.util.Duration;
import biweekly.util.UtcOffset;
import dev.rapport.shared.BaseUrl;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Writes events as an iCalendar file, for feeds and mails alike. Times are in UTC: a start is a moment, each calendar shows it in the
 * zone of whoever looks, and no program has to know ours.
 */
@Component
class WriteCalendar {

    private static final Duration READ_AGAIN = Duration.builder().minutes(15).build();

    private final MessageSource messages;
    private final BaseUrl baseUrl;
    private final String from;

    WriteCalendar(MessageSource messages, BaseUrl baseUrl, @Value("${rapport.mail.from}") String from) {
        this.messages = messages;
        this.baseUrl = baseUrl;
        this.from = from;
    }

    /** A whole calendar, which programs read again from time to time. An event was written when it was changed last. */
    byte[] feed(List<CalendarEvent> events, Locale locale) {
        ICalendar calendar = calendar(locale);
        String name = messages.getMessage("calendar.name", null, locale);
        calendar.setName(name);
        // RFC 7986 wants its type said
        calendar.setRefreshInterval(READ_AGAIN).getParameters().setValue(ICalDataType.DURATION);
        // the same for those who do not know RFC 7986
        calendar.setExperimentalProperty("X-WR-CALNAME", name);
        calendar.setExperimentalProperty("X-PUBLISHED-TTL", READ_AGAIN.toString());
        events.forEach(event -> calendar.addEvent(event(event, event.changed(), locale)));
        if (events.isEmpty()) {
            // a calendar of nothing is none
            calendar.addComponent(utc());
        }
        return CalendarText.write(calendar);
    }

    /** One event, written at this moment. */
    byte[] single(CalendarEvent event, Instant now, Locale locale) {
        ICalendar calendar = calendar(locale);
        calendar.addEvent(event(event, now, locale));
        return CalendarText.write(calendar);
    }

    /** Published: an invitation would ask for an answer, and nobody reads what Rapport's address is sent. */
    private static ICalendar calendar(Locale locale) {
        ICalendar calendar = new ICalendar();
        calendar.setProductId("-//Rapport//Rapport//" + locale.getLanguage().toUpperCase(Locale.ROOT));
        calendar.setMethod(Method.publish());
        return calendar;
    }

    private VEvent event(CalendarEvent contact, Instant stamp, Locale locale) {
        VEvent event = new VEvent();
        String summary = say(locale, "calendar.event", contact.type(), contact.subject(), contact.address());
        event.setUid(contact.number() + "@rapport");
        event.setSequence(contact.sequence());
        event.setDateTimeStamp(Date.from(stamp));
        event.setCreated(Date.from(contact.created()));
        event.setLastModified(Date.from(contact.changed()));
        event.setDateStart(Date.from(contact.start()), true);
        event.setDateEnd(Date.from(contact.start().plus(contact.length())), true);
        event.setStatus(contact.cancelled() ? Status.cancelled() : Status.confirmed());
        event.setTransparency(contact.cancelled());
        event.setSummary(summary);
        event.setLocation(CalendarText.line(joined(", ", contact.address(), contact.place())));
        event.setDescription(description(contact, locale));
        event.setUrl(address(contact));
        event.setOrganizer(organizer(contact));
        if (contact.lead() != null && !contact.cancelled()) {
            Trigger before = new Trigger(Duration.parse("-" + contact.lead()), Related.START);
            event.addAlarm(VAlarm.display(before, summary));
        }
        return event;
    }

    private Organizer organizer(CalendarEvent contact) {
        String email = contact.organizerEmail();
        return new Organizer(
                CalendarText.parameter(contact.organizer()), CalendarText.line(email == null ? from : email));
    }

    private String description(CalendarEvent contact, Locale locale) {
        String phone = contact.phone() == null ? null : say(locale, "calendar.event.phone", contact.phone());
        String whom = say(locale, "calendar.event.with", joined(", ", contact.person(), contact.address()));
        return CalendarText.lines(joined("\n", whom, phone, contact.description(), address(contact)));
    }

    private String address(CalendarEvent contact) {
        return baseUrl.of("/contacts/" + contact.contactId());
    }

    private String say(Locale locale, String key, Object... arguments) {
        return CalendarText.line(messages.getMessage(key, arguments, locale));
    }

    private static String joined(String between, @Nullable String... parts) {
        return Stream.of(parts).filter(part -> part != null).collect(Collectors.joining(between));
    }

    private static VTimezone utc() {
        StandardTime always = new StandardTime();
        always.setDateStart(new DateTimeComponents(1970, 1, 1, 0, 0, 0, false));
        always.setTimezoneOffsetFrom(new UtcOffset(true, 0, 0));
        always.setTimezoneOffsetTo(new UtcOffset(true, 0, 0));
        VTimezone zone = new VTimezone("Etc/UTC");
        zone.addStandardTime(always);
        return zone;
    }
}
