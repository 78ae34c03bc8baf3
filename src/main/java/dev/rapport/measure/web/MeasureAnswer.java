package dev.rapport.measure.web;

import dev.rapport.item.OfferedOutcome;
import dev.rapport.item.OpenTask;
import dev.rapport.item.ShowItem.Shown;
import dev.rapport.item.web.ReportAnswer;
import dev.rapport.item.web.VoidedAnswer;
import dev.rapport.measure.MeasureView;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.OutcomeLabel;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * A measure as the API answers it.
 *
 * @param audience how many addresses it concerns
 * @param outcomeLabel what its model calls the outcome, in the reader's language; null for Rapport's own words
 * @param attempts how often it was tried and stayed open
 * @param outcomes how its open task can end, as the deployed model offers it; empty when closed
 * @param openTask what it waits for, and for whom (rule 35)
 * @param reported what somebody has said of it already
 * @param voided null unless it was entered by mistake (rule 23)
 */
@RecordBuilder
record MeasureAnswer(
        Long id,
        String number,
        int version,
        String status,
        @Nullable String outcome,
        @Nullable String outcomeLabel,
        @Nullable String outcomeColour,
        int attempts,
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
        List<OfferedOutcome> outcomes,
        @Nullable String taskId,
        OpenTask.@Nullable Brief openTask,
        @Nullable ReportAnswer reported,
        @Nullable VoidedAnswer voided) {

    static MeasureAnswer of(Shown<MeasureView> shown, BusinessTime time) {
        MeasureView measure = shown.item();
        OutcomeLabel label = measure.outcomeLabel();
        return MeasureAnswerBuilder.builder()
                .id(measure.id())
                .number(measure.number())
                .version(measure.version())
                .status(measure.status().name())
                .outcome(measure.outcome())
                .outcomeLabel(label == null ? null : label.in(LocaleContextHolder.getLocale()))
                .outcomeColour(label == null ? null : label.colour())
                .attempts(measure.attempts())
                .subject(measure.subject())
                .infotext(measure.infotext())
                .plannedFor(measure.plannedFor())
                .responsible(measure.responsible())
                .responsibleName(measure.responsibleName())
                .campaignId(measure.campaignId())
                .campaign(measure.campaign())
                .campaignDeleted(measure.campaignDeleted())
                .audience(measure.audience())
                .createdAt(time.local(measure.createdAt()))
                .createdBy(measure.createdBy())
                .closedAt(
                        Optional.ofNullable(measure.closedAt()).map(time::local).orElse(null))
                .closedBy(measure.closedBy())
                .outcomes(shown.task() == null ? List.of() : shown.task().outcomes())
                .taskId(shown.task() == null ? null : shown.task().id())
                .openTask(shown.task() == null ? null : shown.task().brief())
                .reported(ReportAnswer.of(measure.reported(), time))
                .voided(VoidedAnswer.of(measure.voided(), time))
                .build();
    }
}
