package dev.rapport.web;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.CurrentUser;
import dev.rapport.web.Arrangement.Placed;
import dev.rapport.web.WebPart.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Composes pages of web parts and remembers for each person where they stand, which are collapsed and which hidden. */
@Service
public class WebParts {

    /** Names in a request the panels of the page that are wanted; the others are not even read. */
    static final String ASKED_FOR = "X-Parts";

    private final List<WebPart> parts;
    private final RecentlyViewed recentlyViewed;
    private final JdbcClient jdbc;
    private final CurrentUser currentUser;

    WebParts(
            List<WebPart> parts,
            List<WebPartGroup> groups,
            RecentlyViewed recentlyViewed,
            JdbcClient jdbc,
            CurrentUser currentUser) {
        this.parts = Stream.concat(parts.stream(), groups.stream().flatMap(group -> group.parts().stream()))
                .sorted(Comparator.comparingInt(WebPart::position).thenComparing(WebPart::id))
                .toList();
        this.recentlyViewed = recentlyViewed;
        this.jdbc = jdbc;
        this.currentUser = currentUser;
    }

    /** What a person can do with a panel. */
    public enum Move {
        BEFORE,
        AFTER,
        ACROSS,
        COLLAPSE,
        EXPAND,
        HIDE,
        SHOW,
        RESET
    }

    private record State(WebPart part, Column column, boolean collapsed, boolean hidden) {}

    private record Stored(String part, String place, int position, boolean collapsed, boolean hidden) {}

    /**
     * Fills the model with the panels' content and {@code arrangement}. Hidden panels are not read at all. What the page is
     * about has been viewed then.
     *
     * @param subject its id; 0 for a page that is about nothing in particular
     */
    public void compose(String page, long subject, Map<String, String> parameters, Map<String, Object> model) {
        compose(page, subject, parameters, model, Set.of());
    }

    /**
     * The same for a page on which some panels have to be seen, however its reader has arranged it.
     *
     * @param needed shown and open: what they say must not be missed
     */
    public void compose(
            String page, long subject, Map<String, String> parameters, Map<String, Object> model, Set<String> needed) {
        Set<String> asked = askedFor();
        if (subject != 0 && asked.isEmpty()) {
            recentlyViewed.note(page, subject);
        }
        List<Stored> stored = stored(page);
        List<State> shown = new ArrayList<>();
        List<Placed> hidden = new ArrayList<>();
        for (State kept : states(page, stored)) {
            if (!asked.isEmpty() && !asked.contains(kept.part.id())) {
                continue;
            }
            State state = needed.contains(kept.part.id()) ? new State(kept.part, kept.column, false, false) : kept;
            if (state.hidden) {
                hidden.add(placed(state, null, null));
                continue;
            }
            Map<String, Object> content = state.part.content(new WebPart.Subject(subject, model, parameters));
            if (content != null) {
                model.putAll(content);
                shown.add(state);
            }
        }
        model.put(
                "arrangement",
                new Arrangement(
                        page,
                        column(shown, Column.TOP),
                        column(shown, Column.MAIN),
                        column(shown, Column.SIDE),
                        hidden,
                        !stored.isEmpty()));
    }

    /** The panels that an open page reads anew, by their ids; empty for all of them. */
    private static Set<String> askedFor() {
        String header = RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? request.getRequest().getHeader(ASKED_FOR)
                : null;
        return header == null ? Set.of() : Set.copyOf(List.of(header.split(" ")));
    }

    /**
     * Fills the model with the content of one panel, which has a page of its own then.
     *
     * @throws BusinessRuleViolation when the page has no such panel for the person at work
     */
    public WebPart single(
            String page, String id, long subject, Map<String, String> parameters, Map<String, Object> model) {
        WebPart found = parts.stream()
                .filter(part -> part.page().equals(page) && part.id().equals(id))
                .findFirst()
                .orElseThrow(() -> BusinessRuleViolation.notFound("part"));
        Map<String, Object> content = found.content(new WebPart.Subject(subject, model, parameters));
        if (content == null) {
            throw BusinessRuleViolation.notFound("part");
        }
        model.putAll(content);
        return found;
    }

    /**
     * Changes the arrangement of the person at work.
     *
     * @param beside the panel before or after which to place it; needed for those two moves only
     */
    @Transactional
    public void move(String page, String partId, Move move, @Nullable String beside) {
        if (parts.stream().noneMatch(part -> part.page().equals(page))) {
            throw BusinessRuleViolation.notFound("page");
        }
        if (move == Move.RESET) {
            clear(page);
            return;
        }
        lock();
        List<State> states = new ArrayList<>(states(page, stored(page)));
        int index = index(states, partId);
        State state = states.remove(index);
        switch (move) {
            case BEFORE, AFTER -> {
                int target = index(states, beside);
                Column column = states.get(target).column;
                states.add(
                        move == Move.BEFORE ? target : target + 1,
                        new State(state.part, column, state.collapsed, state.hidden));
            }
            case ACROSS ->
                states.add(
                        index,
                        new State(
                                state.part,
                                state.column == Column.MAIN ? Column.SIDE : Column.MAIN,
                                state.collapsed,
                                state.hidden));
            case COLLAPSE, EXPAND ->
                states.add(index, new State(state.part, state.column, move == Move.COLLAPSE, state.hidden));
            case HIDE, SHOW ->
                states.add(index, new State(state.part, state.column, state.collapsed, move == Move.HIDE));
            default -> throw new IllegalStateException(move.name());
        }
        clear(page);
        for (int position = 0; position < states.size(); position++) {
            insert(page, states.get(position), position);
        }
    }

    /** All panels of the page in their order; one that came with an upgrade stands where it stands for everybody. */
    private List<State> states(String page, List<Stored> stored) {
        Map<String, Stored> byId = new HashMap<>();
        stored.forEach(row -> byId.put(row.part, row));
        List<WebPart> defaults =
                parts.stream().filter(part -> part.page().equals(page)).toList();
        Map<String, WebPart> ordered = new LinkedHashMap<>();
        Map<String, WebPart> known = new HashMap<>();
        defaults.forEach(part -> known.put(part.id(), part));
        for (Stored row : stored) {
            WebPart part = known.get(row.part);
            if (part != null) {
                ordered.put(row.part, part);
            }
        }
        List<WebPart> all = new ArrayList<>(ordered.values());
        for (int i = 0; i < defaults.size(); i++) {
            if (!ordered.containsKey(defaults.get(i).id())) {
                all.add(Math.min(i, all.size()), defaults.get(i));
            }
        }
        return all.stream()
                .map(part -> {
                    Stored row = byId.get(part.id());
                    return row == null || part.column() == Column.TOP
                            ? new State(part, part.column(), part.folded(), false)
                            : new State(part, Column.valueOf(row.place), row.collapsed, row.hidden);
                })
                .toList();
    }

    private static List<Placed> column(List<State> states, Column column) {
        Predicate<State> here = state -> state.column == column;
        List<State> in = states.stream().filter(here).toList();
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < in.size(); i++) {
            placed.add(placed(
                    in.get(i),
                    i == 0 ? null : in.get(i - 1).part.id(),
                    i == in.size() - 1 ? null : in.get(i + 1).part.id()));
        }
        return placed;
    }

    private static Placed placed(State state, @Nullable String previous, @Nullable String next) {
        return ArrangementPlacedBuilder.builder()
                .id(state.part.id())
                .title(state.part.title())
                .view(state.part.view())
                .fragment(state.part.fragment())
                .column(state.column)
                .collapsed(state.collapsed)
                .folded(state.part.folded())
                .previous(previous)
                .next(next)
                .build();
    }

    private static int index(List<State> states, @Nullable String id) {
        for (int i = 0; i < states.size(); i++) {
            State state = states.get(i);
            if (state.part.id().equals(id) && state.column != Column.TOP) {
                return i;
            }
        }
        throw BusinessRuleViolation.notFound("part");
    }

    private List<Stored> stored(String page) {
        return jdbc.sql("""
                        select part, place, position, collapsed, hidden from rapport.webpart
                        where user_id = :user and page = :page order by position""")
                .param("user", currentUser.id())
                .param("page", page)
                .query(Stored.class)
                .list();
    }

    /** Two windows of one person that move panels at the same time follow each other. */
    private void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('rapport.webpart'), hashtext(:user))")
                .param("user", currentUser.id())
                .query()
                .listOfRows();
    }

    private void clear(String page) {
        jdbc.sql("delete from rapport.webpart where user_id = :user and page = :page")
                .param("user", currentUser.id())
                .param("page", page)
                .update();
    }

    private void insert(String page, State state, int position) {
        jdbc.sql("""
                        insert into rapport.webpart (user_id, page, part, place, position, collapsed, hidden)
                        values (:user, :page, :part, :place, :position, :collapsed, :hidden)""")
                .param("user", currentUser.id())
                .param("page", page)
                .param("part", state.part.id())
                .param("place", state.column.name())
                .param("position", position)
                .param("collapsed", state.collapsed)
                .param("hidden", state.hidden)
                .update();
    }
}
