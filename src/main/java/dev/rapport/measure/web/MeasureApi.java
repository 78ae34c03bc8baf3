package dev.rapport.measure.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.rapport.engine.RanStep;
import dev.rapport.engine.ReadCourse;
import dev.rapport.measure.ChangeMeasure;
import dev.rapport.measure.CompleteMeasure;
import dev.rapport.measure.CreateMeasure;
import dev.rapport.measure.MeasureChange;
import dev.rapport.measure.MeasureDraft;
import dev.rapport.measure.MeasureOutcome;
import dev.rapport.measure.ShowMeasure;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Change;
import dev.rapport.shared.Ids;
import dev.rapport.web.Created;
import dev.rapport.web.Idempotency;
import dev.rapport.web.Versioned;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Measures over the API, see {@code api.md}. */
@RestController
@RequestMapping("/api/measures")
class MeasureApi {

    /** Body of a closing; a campaign may be chosen along with the outcome. */
    record OutcomeBody(
            @Nullable Integer version,
            @Nullable String outcome,
            Change<String> campaignId,
            @Nullable String infotext) {}

    /** The closed measure and the steps that ran (rule 21). */
    record ClosedAnswer(@JsonUnwrapped MeasureAnswer measure, List<RanStep> rules) {}

    private final CreateMeasure createMeasure;
    private final ChangeMeasure changeMeasure;
    private final CompleteMeasure completeMeasure;
    private final ShowMeasure showMeasure;
    private final ReadCourse readCourse;
    private final Idempotency idempotency;
    private final BusinessTime time;

    MeasureApi(
            CreateMeasure createMeasure,
            ChangeMeasure changeMeasure,
            CompleteMeasure completeMeasure,
            ShowMeasure showMeasure,
            ReadCourse readCourse,
            Idempotency idempotency,
            BusinessTime time) {
        this.createMeasure = createMeasure;
        this.changeMeasure = changeMeasure;
        this.completeMeasure = completeMeasure;
        this.showMeasure = showMeasure;
        this.readCourse = readCourse;
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

    @GetMapping("/{id}")
    MeasureAnswer show(@PathVariable String id) {
        return answer(Ids.require("id", id));
    }

    @PatchMapping("/{id}")
    MeasureAnswer change(@PathVariable String id, @RequestBody MeasureChange change) {
        Long measureId = Ids.require("id", id);
        return Versioned.change(() -> answer(measureId), change, () -> {
            changeMeasure.change(measureId, change);
            return answer(measureId);
        });
    }

    @PostMapping("/{id}/outcome")
    ClosedAnswer close(@PathVariable String id, @RequestBody OutcomeBody body) {
        Long measureId = Ids.require("id", id);
        return Versioned.change(() -> answer(measureId), body, () -> {
            List<RanStep> rules = completeMeasure.complete(
                    measureId,
                    Change.requireVersion(body.version()),
                    new MeasureOutcome(body.outcome(), body.campaignId(), body.infotext()));
            return new ClosedAnswer(answer(measureId), rules);
        });
    }

    /** Which rules ran when its status changed last, whoever changed it, wherever. */
    @GetMapping("/{id}/rules")
    ReadCourse.LastRun rules(@PathVariable String id) {
        Long measureId = Ids.require("id", id);
        showMeasure.show(measureId);
        return ReadCourse.lastRun(readCourse.of("measure", measureId));
    }

    private MeasureAnswer answer(Long measureId) {
        return MeasureAnswer.of(showMeasure.show(measureId), time);
    }
}
