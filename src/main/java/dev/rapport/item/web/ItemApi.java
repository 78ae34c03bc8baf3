package dev.rapport.item.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.rapport.item.ChangeItem;
import dev.rapport.item.CompleteItem;
import dev.rapport.item.ItemChange;
import dev.rapport.item.ItemOutcome;
import dev.rapport.item.ItemView;
import dev.rapport.item.RanStep;
import dev.rapport.item.ReadCourse;
import dev.rapport.item.ShowItem;
import dev.rapport.item.ShowItem.Shown;
import dev.rapport.item.VoidItem;
import dev.rapport.shared.Change;
import dev.rapport.shared.Ids;
import dev.rapport.web.Versioned;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Items over the API, see {@code api.md}.
 *
 * @param <V> what is shown of the item
 * @param <A> the same as it is answered
 * @param <C> a change of it, as the body
 * @param <B> the body of a closing
 * @param <O> how it ended
 */
public abstract class ItemApi<
        V extends ItemView, A, C extends ItemChange, B extends ItemApi.OutcomeBody<O>, O extends ItemOutcome> {

    /** Body of a closing. */
    public interface OutcomeBody<O> {

        /** The version that was read. */
        @Nullable
        Integer version();

        /** What it says of the end. */
        O toOutcome();
    }

    /** Body of a voiding. */
    public record VoidBody(
            @Nullable Integer version, @Nullable String reason) {}

    /** The closed item and the steps that ran (rule 21). */
    public record ClosedAnswer<A>(@JsonUnwrapped A item, List<RanStep> rules) {}

    private final String kind;
    private final ShowItem<?, V> showItem;
    private final ChangeItem<?, C> changeItem;
    private final CompleteItem<?, C, O> completeItem;
    private final VoidItem<?> voidItem;
    private final ReadCourse readCourse;
    private final ForeseenOutcomes outcomes;

    /** @param kind the word for the item in the audit trail */
    protected ItemApi(
            String kind,
            ShowItem<?, V> showItem,
            ChangeItem<?, C> changeItem,
            CompleteItem<?, C, O> completeItem,
            VoidItem<?> voidItem,
            ReadCourse readCourse,
            ForeseenOutcomes outcomes) {
        this.kind = kind;
        this.showItem = showItem;
        this.changeItem = changeItem;
        this.completeItem = completeItem;
        this.voidItem = voidItem;
        this.readCourse = readCourse;
        this.outcomes = outcomes;
    }

    protected abstract A answer(Shown<V> shown);

    /** The item as it is now. */
    protected final A answer(Long id) {
        return answer(showItem.show(id));
    }

    @GetMapping("/{id}")
    public A show(@PathVariable String id) {
        return answer(Ids.require("id", id));
    }

    @PatchMapping("/{id}")
    public A change(@PathVariable String id, @RequestBody C change) {
        Long itemId = Ids.require("id", id);
        return Versioned.change(() -> answer(itemId), change, () -> {
            changeItem.change(itemId, change);
            return answer(itemId);
        });
    }

    @PostMapping("/{id}/outcome")
    public ClosedAnswer<A> close(@PathVariable String id, @RequestBody B body) {
        Long itemId = Ids.require("id", id);
        return Versioned.change(() -> answer(itemId), body, () -> {
            List<RanStep> rules =
                    completeItem.complete(itemId, Change.requireVersion(body.version()), body.toOutcome());
            return new ClosedAnswer<>(answer(itemId), rules);
        });
    }

    /** How the caller can close it now, and what would refuse that. */
    @GetMapping("/{id}/outcomes")
    public List<ForeseenOutcome> outcomes(@PathVariable String id, Locale locale) {
        return outcomes.of(showItem, Ids.require("id", id), locale);
    }

    /** Takes back what was entered by mistake (rule 23). */
    @PostMapping("/{id}/void")
    public A voidItem(@PathVariable String id, @RequestBody VoidBody body) {
        Long itemId = Ids.require("id", id);
        return Versioned.change(() -> answer(itemId), body, () -> {
            voidItem.voidItem(itemId, body.version(), body.reason());
            return answer(itemId);
        });
    }

    /** Which rules ran when its status changed last, whoever changed it, wherever. */
    @GetMapping("/{id}/rules")
    public ReadCourse.LastRun rules(@PathVariable String id) {
        Long itemId = Ids.require("id", id);
        showItem.show(itemId);
        return ReadCourse.lastRun(readCourse.of(kind, itemId));
    }
}
