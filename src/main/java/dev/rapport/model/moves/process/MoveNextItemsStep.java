package dev.rapport.model.moves.process;

import dev.rapport.engine.ModelStep;
import dev.rapport.engine.ModelVariable;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.engine.ThreadOfItsOwn;
import dev.rapport.model.moves.MoveNextItems;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Nächste Vorgänge umstellen": moves the next items of an order to the newest version of their model. */
@Component("moveNextItems")
class MoveNextItemsStep extends ModelStep {

    private final MoveNextItems moveNextItems;
    private final ThreadOfItsOwn thread;

    MoveNextItemsStep(MoveNextItems moveNextItems, ThreadOfItsOwn thread) {
        super(StepDeclaration.step("diagram-2")
                .in(MoveItemsModel.KEY)
                .asynchronous()
                .provides(ModelVariable.flag(MoveItemsModel.Variables.MORE))
                .result(Map.of(MoveItemsModel.Variables.MORE, "true"))
                .result(Map.of(MoveItemsModel.Variables.MORE, "false"))
                .build());
        this.moveNextItems = moveNextItems;
        this.thread = thread;
    }

    @Override
    protected boolean keepsLog() {
        return false;
    }

    @Override
    protected void run(DelegateExecution execution) {
        Long order = Long.valueOf(execution.getProcessBusinessKey());
        execution.setVariable(MoveItemsModel.Variables.MORE, thread.run(() -> moveNextItems.next(order)));
    }
}
