package dev.rapport.calendar;

import dev.rapport.shared.BusinessTime;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** One contact as an iCalendar file to send along: says the same as the feeds, so that no calendar has it twice. */
@Service
public class ContactAsEvent {

    private final ReadEvents events;
    private final WriteCalendar write;
    private final BusinessTime time;

    ContactAsEvent(ReadEvents events, WriteCalendar write, BusinessTime time) {
        this.events = events;
        this.write = write;
        this.time = time;
    }

    /**
     * The file, in UTF-8; empty for an unknown contact.
     *
     * @param locale language of whoever gets it
     */
    public Optional<byte[]> write(Long contactId, Locale locale) {
        return events.ofContact(contactId, locale).map(event -> write.single(event, time.now(), locale));
    }
}
