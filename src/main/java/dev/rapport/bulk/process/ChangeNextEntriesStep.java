package dev.rapport.bulk.process;

import dev.rapport.bulk.ChangeNextEntries;
import dev.rapport.engine.ModelStep;
import dev.rapport.engine.ModelVariable;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.engine.ThreadOfItsOwn;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Nächste Einträge ändern": changes the next entries of an order. */
@Component("changeNextEntries")
class ChangeNextEntriesStep extends ModelStep {

    private final ChangeNextEntries changeNextEntries;
    private final ThreadOfItsOwn thread;

    ChangeNextEntriesStep(ChangeNextEntries changeNextEntries, ThreadOfItsOwn thread) {
        super(StepDeclaration.step("list-check")
                .in(BulkChangeModel.KEY)
                .asynchronous()
                .provides(ModelVariable.flag(BulkChangeModel.Variables.MORE))
                .result(Map.of(BulkChangeModel.Variables.MORE, "true"))
                .result(Map.of(BulkChangeModel.Variables.MORE, "false"))
                .build());
        this.changeNextEntries = changeNextEntries;
        this.thread = thread;
    }

    @Override
    protected boolean keepsLog() {
        return false;
    }

    @Override
    protected void run(DelegateExecution execution) {
        Long order = Long.valueOf(execution.getProcessBusinessKey());
        execution.setVariable(BulkChangeModel.Variables.MORE, thread.run(() -> changeNextEntries.next(order)));
    }
}
