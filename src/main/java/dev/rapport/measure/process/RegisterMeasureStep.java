package dev.rapport.measure.process;

import dev.rapport.engine.Mark;
import dev.rapport.engine.ModelStep;
import dev.rapport.engine.ModelVariable;
import dev.rapport.engine.StartOnce;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.item.process.ItemVariables;
import dev.rapport.measure.MeasureDraft;
import dev.rapport.measure.RegisterMeasure;
import dev.rapport.measure.process.MeasureModel.Variables;
import dev.rapport.shared.BusinessTime;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Maßnahme eintragen": checks the input and stores the measure. */
@Component("registerMeasure")
class RegisterMeasureStep extends ModelStep {

    private final RegisterMeasure registerMeasure;
    private final StartOnce startOnce;
    private final BusinessTime time;

    RegisterMeasureStep(RegisterMeasure registerMeasure, StartOnce startOnce, BusinessTime time) {
        super(StepDeclaration.step("flag")
                .in(MeasureModel.KEY)
                .notAfter(Mark.REGISTERED)
                .provides(
                        ModelVariable.text(Variables.ASSIGNEE),
                        ModelVariable.moment(Variables.DUE_DATE),
                        ModelVariable.text(Variables.SUBJECT),
                        ModelVariable.text(Variables.CAMPAIGN_ID),
                        ModelVariable.number(Variables.VERSION))
                .result(
                        Map.of(
                                Variables.SUBJECT,
                                StepDeclaration.SOMETHING,
                                Variables.ASSIGNEE,
                                StepDeclaration.SOMETHING),
                        Mark.REGISTERED)
                .build());
        this.registerMeasure = registerMeasure;
        this.startOnce = startOnce;
        this.time = time;
    }

    @Override
    protected void run(DelegateExecution execution) {
        MeasureDraft draft =
                ItemVariables.draft(execution, MeasureDraft.class, typed -> MeasureVariables.read(typed, time));
        startOnce.claim(execution, draft);
        var measure = registerMeasure.register(draft, execution.getProcessInstanceId());
        execution.setProcessBusinessKey(measure.id().toString());
        MeasureVariables.registered(execution, measure, time);
    }
}
