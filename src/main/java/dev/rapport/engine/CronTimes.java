package dev.rapport.engine;

import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.impl.calendar.CronTimer;

/** When a cron expression comes round, as the engine reads it. */
public final class CronTimes {

    private CronTimes() {}

    /**
     * The next times.
     *
     * @return empty when the engine cannot read the expression
     */
    public static List<Instant> next(String cron, Instant from, int count) {
        try {
            CronTimer timer = CronTimer.parse(cron);
            List<Instant> times = new ArrayList<>();
            Instant last = from;
            for (int i = 0; i < count; i++) {
                Date next = timer.getDueDate(Date.from(last));
                if (next == null) {
                    break;
                }
                last = next.toInstant();
                times.add(last);
            }
            return times;
        } catch (ParseException | IllegalArgumentException e) {
            return List.of();
        }
    }
}
