package dev.rapport.measure;

import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.Moment;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Checks a draft and stores it as a measure with a number (rule 25). */
@Service
public class RegisterMeasure {

    private final Measures measures;
    private final MeasureChecks checks;
    private final BusinessTime time;
    private final Moment moment;
    private final CurrentUser currentUser;

    RegisterMeasure(
            Measures measures, MeasureChecks checks, BusinessTime time, Moment moment, CurrentUser currentUser) {
        this.measures = measures;
        this.checks = checks;
        this.time = time;
        this.moment = moment;
        this.currentUser = currentUser;
    }

    /**
     * Stores a measure.
     *
     * @param processInstanceId the model instance it runs in
     */
    @Transactional
    public Measure register(MeasureDraft draft, String processInstanceId) {
        CheckedMeasure input = checks.check(draft);
        String number = "M-%d-%06d".formatted(time.today().getYear(), measures.nextNumber());
        Measure measure = new Measure(number, input, moment.now(), currentUser.id(), time.zone());
        measure.runsIn(processInstanceId);
        measures.save(measure);
        measures.flush();
        return measure;
    }
}
