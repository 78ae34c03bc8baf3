package dev.rapport.user;

import dev.rapport.shared.CurrentUser;
import dev.rapport.web.LanguageChosen;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Remembers the language that somebody has switched to, for mails and for the next login. */
@Service
public class KeepLanguage {

    private final Users users;
    private final CurrentUser currentUser;

    KeepLanguage(Users users, CurrentUser currentUser) {
        this.users = users;
        this.currentUser = currentUser;
    }

    /** Does nothing for somebody who has not logged in. */
    @EventListener
    @Transactional
    public void keep(LanguageChosen chosen) {
        users.lock(currentUser.id()).ifPresent(user -> user.speak(chosen.language()));
    }
}
