package dev.rapport.measure.web;

import dev.rapport.item.ReadCourse;
import dev.rapport.item.ShowItem.Shown;
import dev.rapport.item.web.ForeseenOutcomes;
import dev.rapport.item.web.ItemApi;
import dev.rapport.measure.ChangeMeasure;
import dev.rapport.measure.CompleteMeasure;
import dev.rapport.measure.CreateMeasure;
import dev.rapport.measure.MeasureChange;
import dev.rapport.measure.MeasureDraft;
import dev.rapport.measure.MeasureOutcome;
import dev.rapport.measure.MeasureView;
import dev.rapport.measure.ShowMeasure;
import dev.rapport.measure.VoidMeasure;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Change;
import dev.rapport.web.Created;
import dev.rapport.web.Idempotency;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Measures over the API, see {@code api.md}. */
@RestController
@RequestMapping("/api/measures")
class MeasureApi extends ItemApi<MeasureView, MeasureAnswer, MeasureChange, MeasureApi.OutcomeBody, MeasureOutcome> {

    /** Body of a closing; a campaign may be chosen along with the outcome. */
    record OutcomeBody(
            @Nullable Integer version,
            @Nullable String outcome,
            Change<String> campaignId,
            @Nullable String plannedFor,
            @Nullable String infotext)
            implements ItemApi.OutcomeBody<MeasureOutcome> {

        @Override
        public MeasureOutcome toOutcome() {
            return new MeasureOutcome(outcome, campaignId, plannedFor, infotext);
        }
    }

    private final CreateMeasure createMeasure;
    private final Idempotency idempotency;
    private final BusinessTime time;

    MeasureApi(
            CreateMeasure createMeasure,
            ShowMeasure showMeasure,
            ChangeMeasure changeMeasure,
            CompleteMeasure completeMeasure,
            VoidMeasure voidMeasure,
            ReadCourse readCourse,
            ForeseenOutcomes outcomes,
            Idempotency idempotency,
            BusinessTime time) {
        super("measure", showMeasure, changeMeasure, completeMeasure, voidMeasure, readCourse, outcomes);
        this.createMeasure = createMeasure;
        this.idempotency = idempotency;
        this.time = time;
    }

    @PostMapping
    ResponseEntity<MeasureAnswer> create(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody MeasureDraft draft) {
        return idempotency.once(key, draft, MeasureAnswer.class, () -> {
            MeasureAnswer answer = answer(createMeasure.create(draft));
            return new Created<>("/api/measures/" + answer.id(), answer);
        });
    }

    @Override
    protected MeasureAnswer answer(Shown<MeasureView> shown) {
        return MeasureAnswer.of(shown, time);
    }
}
