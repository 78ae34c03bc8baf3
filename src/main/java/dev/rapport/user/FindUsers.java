package dev.rapport.user;

import dev.rapport.shared.SearchTerms;
import dev.rapport.user.Users.UserName;
import dev.rapport.web.Lookup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Finds users who can be made responsible (rule 8). */
@Service
public class FindUsers {

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
        List<String> words = SearchTerms.of(query).words();
        return users.search(words.isEmpty() ? "" : words.get(0), words.size() < 2 ? "" : words.get(1));
    }

    /** The same as choices of a field. */
    public List<Lookup.Choice> choices(String query) {
        return find(query).stream()
                .map(user -> new Lookup.Choice(user.id(), user.name()))
                .toList();
    }
}
