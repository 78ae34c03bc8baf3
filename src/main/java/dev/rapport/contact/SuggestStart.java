package dev.rapport.contact;

import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.WorkingTime;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/** The start that an empty form proposes, local in the business zone: now, or the next working day in the morning. */
@Component
public class SuggestStart {

    private static final int WINDOW = 10;

    private final BusinessTime time;
    private final WorkingTime work;

    SuggestStart(BusinessTime time, WorkingTime work) {
        this.time = time;
        this.work = work;
    }

    public LocalDateTime performed() {
        return time.nowLocal().toLocalDateTime().truncatedTo(ChronoUnit.MINUTES);
    }

    public LocalDateTime planned() {
        return work.nextWorkingDay(time.today()).atTime(work.morning());
    }

    /** Where many are planned: the last start, {@value #WINDOW} working days after the first, in the afternoon. */
    public LocalDateTime lastPlanned() {
        return work.plusWorkingDays(planned().toLocalDate(), WINDOW).atTime(work.afternoon());
    }
}
