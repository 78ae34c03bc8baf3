package dev.rapport.user.web;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.user.AppUser;
import dev.rapport.user.FindUsers;
import dev.rapport.user.Identity;
import dev.rapport.user.Users;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class UserApi {

    private final Users users;
    private final FindUsers findUsers;
    private final Identity identity;
    private final BusinessTime time;

    UserApi(Users users, FindUsers findUsers, Identity identity, BusinessTime time) {
        this.users = users;
        this.findUsers = findUsers;
        this.identity = identity;
        this.time = time;
    }

    record Me(String user, String name, List<String> groups, String locale, String timeZone) {}

    record UserBody(String id, String name) {}

    record UserList(List<UserBody> items) {}

    @GetMapping("/api/me")
    Me me(Principal principal) {
        String userId = principal.getName();
        AppUser user = users.findById(userId).orElseThrow(() -> BusinessRuleViolation.notFound("user"));
        String name = users.nameOf(userId).map(Users.UserName::name).orElse(userId);
        return new Me(
                userId,
                name,
                identity.groupsOf(userId),
                user.locale() == null ? Locale.GERMAN.getLanguage() : user.locale(),
                time.zone().getId());
    }

    @GetMapping("/api/users")
    UserList find(@RequestParam(required = false) @Nullable String q) {
        return new UserList(findUsers.find(q).stream()
                .map(user -> new UserBody(user.id(), user.name()))
                .toList());
    }
}
