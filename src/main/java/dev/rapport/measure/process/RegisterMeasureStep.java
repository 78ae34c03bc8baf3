package dev.rapport.measure.process;

import dev.rapport.engine.ModelStep;
import dev.rapport.measure.RegisterMeasure;
import dev.rapport.shared.BusinessTime;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Maßnahme eintragen": checks the input and stores the measure. */
@Component("registerMeasure")
class RegisterMeasureStep extends ModelStep {

    private final RegisterMeasure registerMeasure;
    private final BusinessTime time;

    RegisterMeasureStep(RegisterMeasure registerMeasure, BusinessTime time) {
        super(Kind.STEP);
        this.registerMeasure = registerMeasure;
        this.time = time;
    }

    @Override
    protected void run(DelegateExecution execution) {
        var measure = registerMeasure.register(MeasureVariables.draft(execution), execution.getProcessInstanceId());
        execution.setProcessBusinessKey(measure.id().toString());
        MeasureVariables.registered(execution, measure, time);
    }
}
