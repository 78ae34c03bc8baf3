package dev.rapport.engine;

import dev.rapport.shared.BusinessTime;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.context.Context;

/** The only expressions that a stored task filter may carry, see {@link GuardedExpressionManager}. */
public final class FilterExpressions {

    public static final String CURRENT_USER = "${currentUser()}";
    public static final String NOW = "${now()}";
    public static final String END_OF_YESTERDAY = "${endOfYesterday()}";
    public static final String START_OF_TOMORROW = "${startOfTomorrow()}";

    private FilterExpressions() {}

    static Map<String, Supplier<Object>> answers(BusinessTime time) {
        Map<String, Supplier<Object>> answers = new LinkedHashMap<>();
        answers.put(
                CURRENT_USER, () -> String.valueOf(Context.getCommandContext().getAuthenticatedUserId()));
        answers.put(NOW, () -> Date.from(time.now()));
        answers.put(END_OF_YESTERDAY, () -> Date.from(startOfDay(time, 0).minusMillis(1)));
        answers.put(START_OF_TOMORROW, () -> Date.from(startOfDay(time, 1)));
        return answers;
    }

    private static Instant startOfDay(BusinessTime time, int days) {
        return time.today().plusDays(days).atStartOfDay(time.zone()).toInstant();
    }
}
