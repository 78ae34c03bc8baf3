package dev.rapport.user;

import dev.rapport.shared.SearchTerms;
import dev.rapport.shared.Texts;
import dev.rapport.user.Users.UserName;
import dev.rapport.web.Lookup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Finds users who can be made responsible (rule 8). */
@Service
public class FindUsers {

    private final Users users;
    private final JdbcClient jdbc;

    FindUsers(Users users, JdbcClient jdbc) {
        this.users = users;
        this.jdbc = jdbc;
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

    /** The same as choices of a field, into which nothing may have been typed yet. */
    public List<Lookup.Choice> choices(@Nullable String query) {
        return query == null || query.isBlank()
                ? List.of()
                : find(query).stream().map(FindUsers::choice).toList();
    }

    /** Whether every word is part of a user's login or name. */
    public boolean fits(String id, SearchTerms words) {
        Map<String, Object> parameters = new HashMap<>();
        String fitting = words.occurIn("concat_ws(' ', u.user_id, u.name)", parameters);
        return jdbc.sql("select exists (select from rapport.user_card u where u.user_id = :id and %s)"
                        .formatted(fitting))
                .params(parameters)
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** A user who was chosen. */
    public Optional<Lookup> chosen(@Nullable String id) {
        // the database cannot even be asked for some texts
        return Optional.ofNullable(id)
                .filter(login -> !Texts.hasIllegalInLine(login))
                .flatMap(users::nameOf)
                .map(user -> Lookup.chosen(choice(user)));
    }

    private static Lookup.Choice choice(UserName user) {
        return new Lookup.Choice(user.id(), user.name());
    }
}
