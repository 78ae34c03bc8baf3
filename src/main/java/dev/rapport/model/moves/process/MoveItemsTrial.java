package dev.rapport.model.moves.process;

import dev.rapport.engine.TrialItem;
import dev.rapport.model.moves.MoveItems;
import dev.rapport.model.moves.ShowMoves;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** An order in which nothing is meant, for trials of the model that carries such orders out. */
@Component
class MoveItemsTrial implements TrialItem {

    private static final String NO_ITEM = "noItem";

    private final MoveItems moveItems;
    private final ShowMoves showMoves;

    MoveItemsTrial(MoveItems moveItems, ShowMoves showMoves) {
        this.moveItems = moveItems;
        this.showMoves = showMoves;
    }

    @Override
    public String process() {
        return MoveItemsModel.KEY;
    }

    @Override
    public List<String> ways() {
        return List.of(NO_ITEM);
    }

    @Override
    public Long begin(String way) {
        return moveItems.startEmpty();
    }

    @Override
    public Map<String, Object> report(boolean withInfotext) {
        return Map.of();
    }

    @Override
    public boolean isOpen(Long id) {
        return showMoves.show(id).isRunning();
    }
}
