package dev.rapport.user;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** To whom people report. */
@Service
public class LineManagers {

    private final Users users;

    LineManagers(Users users) {
        this.users = users;
    }

    /** The login of somebody's manager; null for nobody. */
    @Transactional(readOnly = true)
    public @Nullable String of(String login) {
        return users.findById(login).map(AppUser::reportsTo).orElse(null);
    }
}
