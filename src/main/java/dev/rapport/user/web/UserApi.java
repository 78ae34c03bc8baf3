package dev.rapport.user.web;

import dev.rapport.shared.BusinessTime;
import dev.rapport.user.FindUsers;
import dev.rapport.user.ShowMe;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class UserApi {

    private final ShowMe showMe;
    private final FindUsers findUsers;
    private final BusinessTime time;

    UserApi(ShowMe showMe, FindUsers findUsers, BusinessTime time) {
        this.showMe = showMe;
        this.findUsers = findUsers;
        this.time = time;
    }

    record Me(String user, String name, List<String> groups, String locale, String timeZone) {}

    record UserBody(String id, String name) {}

    record UserList(List<UserBody> items) {}

    @GetMapping("/api/me")
    Me me(Principal principal) {
        String userId = principal.getName();
        ShowMe.Me me = showMe.of(userId);
        return new Me(userId, me.name(), me.groups(), me.locale(), time.zone().getId());
    }

    @GetMapping("/api/users")
    UserList find(@RequestParam(required = false) @Nullable String q) {
        return new UserList(findUsers.find(q).stream()
                .map(user -> new UserBody(user.id(), user.name()))
                .toList());
    }
}
