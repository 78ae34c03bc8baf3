package dev.rapport.user;

import dev.rapport.shared.CurrentUser;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether work that somebody has ordered may still go on in his name: he may have left since, or do something else now. */
@Component
public class StillAtWork {

    private final Users users;
    private final Identity identity;

    StillAtWork(Users users, Identity identity) {
        this.users = users;
        this.identity = identity;
    }

    /** Whether this user can log in and would be let through where contacts and measures are changed; work without a person would. */
    public boolean mayWrite(String login) {
        return login.equals(CurrentUser.SYSTEM)
                || (users.findById(login).filter(AppUser::enabled).isPresent()
                        && Group.of(identity.groupsOf(login)).stream()
                                .anyMatch(List.of(Group.STAFF, Group.MANAGER)::contains));
    }
}
