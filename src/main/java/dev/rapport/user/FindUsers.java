package dev.rapport.user;

import dev.rapport.shared.Texts;
import dev.rapport.user.Users.UserName;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Finds users who can be made responsible (rule 8). */
@Service
public class FindUsers {

    /** No login or name is longer. */
    private static final int LONGEST = 400;

    private final Users users;

    FindUsers(Users users) {
        this.users = users;
    }

    /**
     * At most ten enabled users, by name.
     *
     * @param query up to two parts of login or name, in any order; blank for the first ten of all
     */
    public List<UserName> find(@Nullable String query) {
        return terms(query)
                .map(terms -> users.search(terms.isEmpty() ? "" : terms.get(0), terms.size() < 2 ? "" : terms.get(1)))
                .orElse(List.of());
    }

    /** At most two terms; empty when they can be in no name. */
    static Optional<List<String>> terms(@Nullable String query) {
        List<String> terms = Arrays.stream(Normalizer.normalize(query == null ? "" : query, Normalizer.Form.NFC)
                        .split("[\\s\\p{Z}\\p{Cntrl}]+", 5))
                .filter(term -> !Texts.isBlank(term))
                .limit(2)
                .toList();
        return terms.stream().anyMatch(term -> term.length() > LONGEST || Texts.hasIllegalInLine(term))
                ? Optional.empty()
                : Optional.of(terms);
    }
}
