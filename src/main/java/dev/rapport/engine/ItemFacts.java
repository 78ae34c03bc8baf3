package dev.rapport.engine;

import java.util.List;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;

/**
 * What models may ask of the item that they are about: {@code contact.type} in an expression of the model {@code contact}. It
 * can be read and nothing else, says what the item's row says and not what somebody has handed in under that name, and is
 * there as soon as the item is.
 */
public interface ItemFacts {

    /** Between the item and what is asked of it. */
    char OF = '.';

    /** The key of the model, and what the item is called in its expressions. */
    String process();

    /** What can be asked, by its name in the API and without the item's, with what it can be at present. */
    List<ModelVariable> facts();

    /**
     * Reads one of the facts.
     *
     * @param scope the instance that asks, with what has been said of how the item ended
     * @return null where there is none
     * @throws IllegalArgumentException for a name that is no fact
     */
    @Nullable
    Object read(Long id, String fact, VariableScope scope);

    /** The name of a fact as expressions write it. */
    default String name(ModelVariable fact) {
        return process() + OF + fact.name();
    }
}
