package dev.rapport.web;

import dev.rapport.shared.SearchTerms;
import dev.rapport.shared.Sentences;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What can be done, in the palette: all of it while nothing has been typed. */
@Component
class ActionTargets implements PaletteSource {

    /** A page and the message that names it. */
    private record Action(String path, String icon, String title) {}

    private static final List<Action> ACTIONS = List.of(
            new Action("/contacts/new", "plus-circle", "contact.create.title"),
            new Action("/addresses/new", "person-plus", "palette.new-address"),
            new Action("/campaigns/new", "megaphone", "palette.new-campaign"),
            new Action("/reminders", "bell", "reminders.title"),
            new Action("/", "house-door", "nav.start"),
            new Action("/addresses", "people", "nav.addresses"),
            new Action("/campaigns", "megaphone", "nav.campaigns"),
            new Action("/models", "diagram-3", "nav.models"),
            new Action("/camunda/app/tasklist/", "check2-square", "palette.tasklist"),
            new Action("/camunda/app/cockpit/", "speedometer2", "nav.cockpit"),
            new Action("/camunda/app/admin/", "gear", "nav.admin"),
            new Action("/help", "question-circle", "nav.help"));

    private final Sentences sentences;
    private final Permissions permissions;

    ActionTargets(Sentences sentences, Permissions permissions) {
        this.sentences = sentences;
        this.permissions = permissions;
    }

    @Override
    public String title() {
        return "palette.actions";
    }

    @Override
    public int position() {
        return 10;
    }

    @Override
    public String example() {
        return "/";
    }

    @Override
    public List<Target> find(String query) {
        Locale locale = LocaleContextHolder.getLocale();
        List<String> words = SearchTerms.of(query.toLowerCase(locale)).words();
        Stream<Target> named = ACTIONS.stream()
                .filter(action -> permissions.allows("GET", action.path))
                .map(action -> new Target(action.path, action.icon, sentences.text(action.title, locale), ""));
        return named.filter(target -> words.stream()
                        .allMatch(word -> target.title().toLowerCase(locale).contains(word)))
                .limit(MOST)
                .toList();
    }
}
