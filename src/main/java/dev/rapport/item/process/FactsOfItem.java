package dev.rapport.item.process;

import dev.rapport.engine.DaysAfterStart;
import dev.rapport.engine.ItemFacts;
import dev.rapport.engine.ModelVariable;
import dev.rapport.item.Item;
import dev.rapport.shared.BusinessTime;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;

/**
 * What models may ask of contacts and measures alike, and what each adds.
 *
 * @param <I> the item
 */
public abstract class FactsOfItem<I extends Item> implements ItemFacts {

    private static final String RESPONSIBLE = "responsible";
    private static final String CAMPAIGN = "campaignId";
    private static final String WEEKDAY = "weekday";
    private static final String DAYS_OVERDUE = "daysOverdue";

    private final String process;
    private final BusinessTime time;

    protected FactsOfItem(String process, BusinessTime time) {
        this.process = process;
        this.time = time;
    }

    /** The values of an enumeration, as expressions write them. */
    protected static ModelVariable code(String name, Enum<?>... values) {
        return ModelVariable.code(
                name, Arrays.stream(values).map(Enum::name).collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    @Override
    public final String process() {
        return process;
    }

    @Override
    public final List<ModelVariable> facts() {
        return Stream.concat(
                        own().stream(),
                        Stream.of(
                                ModelVariable.moment(DaysAfterStart.START),
                                ModelVariable.text(RESPONSIBLE),
                                ModelVariable.number(CAMPAIGN),
                                code(WEEKDAY, DayOfWeek.values()),
                                ModelVariable.number(DAYS_OVERDUE)))
                .toList();
    }

    @Override
    public final @Nullable Object read(Long id, String fact, VariableScope scope) {
        I item = item(id);
        LocalDate day = item.appointment(time);
        return switch (fact) {
            case DaysAfterStart.START -> Date.from(item.start());
            case RESPONSIBLE -> item.responsible();
            case CAMPAIGN -> item.campaignId();
            case WEEKDAY -> day == null ? null : day.getDayOfWeek().name();
            case DAYS_OVERDUE -> item.daysOverdue(time);
            default -> own(item, fact, scope);
        };
    }

    /** The item as it stands in the current transaction. */
    protected abstract I item(Long id);

    /** What can be asked of this kind of item only. */
    protected abstract List<ModelVariable> own();

    /** Reads one of these. */
    protected abstract @Nullable Object own(I item, String fact, VariableScope scope);
}
