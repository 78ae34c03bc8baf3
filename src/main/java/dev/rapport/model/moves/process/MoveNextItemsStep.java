package dev.rapport.model.moves.process;

import dev.rapport.engine.OrderStep;
import dev.rapport.engine.ThreadOfItsOwn;
import dev.rapport.model.moves.MoveNextItems;
import org.springframework.stereotype.Component;

/** "Nächste Vorgänge umstellen": moves the next items of an order to the newest version of their model. */
@Component("moveNextItems")
class MoveNextItemsStep extends OrderStep {

    private final MoveNextItems moveNextItems;
    private final ThreadOfItsOwn thread;

    MoveNextItemsStep(MoveNextItems moveNextItems, ThreadOfItsOwn thread) {
        super(declared(MoveItemsModel.KEY, "diagram-2"));
        this.moveNextItems = moveNextItems;
        this.thread = thread;
    }

    @Override
    protected boolean next(Long order) {
        return thread.run(() -> moveNextItems.next(order));
    }
}
