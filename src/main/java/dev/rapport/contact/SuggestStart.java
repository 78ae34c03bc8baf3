package dev.rapport.contact;

import dev.rapport.shared.BusinessTime;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/** The start that an empty form proposes, local in the business zone: now, or the next working day in the morning. */
@Component
public class SuggestStart {

    private static final LocalTime MORNING = LocalTime.of(9, 0);

    private final BusinessTime time;

    SuggestStart(BusinessTime time) {
        this.time = time;
    }

    public LocalDateTime performed() {
        return time.nowLocal().toLocalDateTime().truncatedTo(ChronoUnit.MINUTES);
    }

    public LocalDateTime planned() {
        LocalDate day = time.today().plusDays(1);
        while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            day = day.plusDays(1);
        }
        return day.atTime(MORNING);
    }
}
