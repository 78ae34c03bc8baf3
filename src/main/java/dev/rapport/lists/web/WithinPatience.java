package dev.rapport.lists.web;

import dev.rapport.shared.DatabaseTrouble;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;

/**
 * What is read for a page that can say that it took too long, and keeps its filter to be narrowed down. To be asked last:
 * nearly nothing is left of the request's time then.
 */
public final class WithinPatience {

    private WithinPatience() {}

    /** What is read; empty when the database broke it off because it took too long. */
    public static <T> Optional<T> read(Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (DataAccessException e) {
            if (DatabaseTrouble.behind(e)
                    .filter(DatabaseTrouble.Kind.SLOW::equals)
                    .isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * The same of a page of a list. What continues one has no place to say so: it refuses, as any request.
     *
     * @param later whether it does
     */
    public static <T> Optional<T> firstPage(boolean later, Supplier<T> read) {
        return later ? Optional.of(read.get()) : read(read);
    }
}
