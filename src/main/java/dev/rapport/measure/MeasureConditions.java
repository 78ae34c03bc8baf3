package dev.rapport.measure;

import dev.rapport.item.ItemConditions;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Conditions that process admins may set before a measure is closed. */
@Service
public class MeasureConditions extends ItemConditions<Measure> {

    MeasureConditions(Measures measures, BusinessTime time, CurrentUser currentUser) {
        super(measures, time, currentUser);
    }

    @Override
    protected @Nullable Object value(Measure measure, String field) {
        return switch (field) {
            case "responsible" -> measure.responsible();
            case "plannedFor" -> measure.plannedFor();
            default -> throw new IllegalArgumentException("A measure has no field " + field);
        };
    }
}
