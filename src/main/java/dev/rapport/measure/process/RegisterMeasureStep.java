package dev.rapport.measure.process;

import dev.rapport.engine.ModelStep;
import dev.rapport.engine.StartOnce;
import dev.rapport.measure.MeasureDraft;
import dev.rapport.measure.RegisterMeasure;
import dev.rapport.shared.BusinessTime;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Maßnahme eintragen": checks the input and stores the measure. */
@Component("registerMeasure")
class RegisterMeasureStep extends ModelStep {

    private final RegisterMeasure registerMeasure;
    private final StartOnce startOnce;
    private final BusinessTime time;

    RegisterMeasureStep(RegisterMeasure registerMeasure, StartOnce startOnce, BusinessTime time) {
        super(Kind.STEP);
        this.registerMeasure = registerMeasure;
        this.startOnce = startOnce;
        this.time = time;
    }

    @Override
    protected void run(DelegateExecution execution) {
        MeasureDraft draft = MeasureVariables.draft(execution);
        startOnce.claim(execution, draft);
        var measure = registerMeasure.register(draft, execution.getProcessInstanceId());
        execution.setProcessBusinessKey(measure.id().toString());
        MeasureVariables.registered(execution, measure, time);
    }
}
