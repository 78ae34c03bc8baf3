package dev.rapport.bulk;

import dev.rapport.lists.Entry;
import dev.rapport.measure.ChangeMeasure;
import dev.rapport.measure.CompleteMeasure;
import dev.rapport.measure.MeasureChange;
import dev.rapport.measure.MeasureOutcome;
import dev.rapport.measure.MeasureView;
import dev.rapport.measure.ShowMeasure;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Change;
import dev.rapport.shared.WorkingTime;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One measure of an order. */
@Component
class ChangeOneMeasure implements ChangeOne {

    private final ShowMeasure showMeasure;
    private final CompleteMeasure completeMeasure;
    private final ChangeMeasure changeMeasure;
    private final WorkingTime work;

    ChangeOneMeasure(
            ShowMeasure showMeasure, CompleteMeasure completeMeasure, ChangeMeasure changeMeasure, WorkingTime work) {
        this.showMeasure = showMeasure;
        this.completeMeasure = completeMeasure;
        this.changeMeasure = changeMeasure;
        this.work = work;
    }

    @Override
    public Entry.Kind list() {
        return Entry.Kind.MEASURE;
    }

    @Override
    public void change(BulkChange order, int turn, Long entry) {
        var shown = showMeasure.show(entry);
        MeasureView measure = shown.item();
        BulkChangeDraft said = order.said();
        switch (order.action()) {
            case CLOSE -> {
                ChangeOne.requireClosing(shown.task(), said.outcome());
                completeMeasure.carryOut(
                        entry,
                        measure.version(),
                        new MeasureOutcome(said.outcome(), Change.none(), null, said.infotext()));
            }
            case MOVE -> change(measure, Change.to(moved(measure, said)), Change.none());
            case REASSIGN -> change(measure, Change.none(), Change.to(said.responsible()));
            case ASSIGN_CAMPAIGN, PLAN_FOLLOW_UP -> throw BusinessRuleViolation.invalid("action", "not-found");
        }
    }

    private void change(MeasureView measure, Change<String> plannedFor, Change<String> responsible) {
        MeasureChange nothing = MeasureChange.none(measure.version());
        changeMeasure.change(
                measure.id(),
                new MeasureChange(
                        nothing.version(),
                        nothing.subject(),
                        nothing.infotext(),
                        nothing.campaignId(),
                        plannedFor,
                        responsible));
    }

    private String moved(MeasureView measure, BulkChangeDraft said) {
        if (said.day() != null) {
            return said.day();
        }
        @Nullable LocalDate planned = measure.plannedFor();
        if (planned == null) {
            throw BusinessRuleViolation.invalid("plannedFor", "bulk.no-day");
        }
        return work.plusWorkingDays(planned, Integer.parseInt(String.valueOf(said.workingDays())))
                .toString();
    }
}
