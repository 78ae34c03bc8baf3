package dev.rapport.measure.web;

import dev.rapport.engine.ModelledOutcomes;
import dev.rapport.item.OpenTask;
import dev.rapport.item.ShowItem.Shown;
import dev.rapport.item.web.ReportAnswer;
import dev.rapport.measure.MeasureView;
import dev.rapport.shared.BusinessTime;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A measure as the API answers it.
 *
 * @param audience how many addresses it concerns
 * @param outcomes how its open task can end, as the deployed model offers it; empty when closed
 * @param openTask what it waits for, and for whom (rule 35)
 * @param reported what somebody has said of it already
 */
record MeasureAnswer(
        Long id,
        String number,
        int version,
        String status,
        @Nullable String outcome,
        String subject,
        @Nullable String infotext,
        @Nullable LocalDate plannedFor,
        @Nullable String responsible,
        @Nullable String responsibleName,
        @Nullable Long campaignId,
        @Nullable String campaign,
        boolean campaignDeleted,
        long audience,
        OffsetDateTime createdAt,
        String createdBy,
        @Nullable OffsetDateTime closedAt,
        @Nullable String closedBy,
        List<ModelledOutcomes.Outcome> outcomes,
        @Nullable String taskId,
        OpenTask.@Nullable Brief openTask,
        @Nullable ReportAnswer reported) {

    static MeasureAnswer of(Shown<MeasureView> shown, BusinessTime time) {
        MeasureView measure = shown.item();
        return new MeasureAnswer(
                measure.id(),
                measure.number(),
                measure.version(),
                measure.status().name(),
                measure.outcome(),
                measure.subject(),
                measure.infotext(),
                measure.plannedFor(),
                measure.responsible(),
                measure.responsibleName(),
                measure.campaignId(),
                measure.campaign(),
                measure.campaignDeleted(),
                measure.audience(),
                time.local(measure.createdAt()),
                measure.createdBy(),
                Optional.ofNullable(measure.closedAt()).map(time::local).orElse(null),
                measure.closedBy(),
                shown.task() == null ? List.of() : shown.task().outcomes(),
                shown.task() == null ? null : shown.task().id(),
                shown.task() == null ? null : shown.task().brief(),
                ReportAnswer.of(measure.reported(), time));
    }
}
