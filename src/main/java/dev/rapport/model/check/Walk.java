package dev.rapport.model.check;

import dev.rapport.engine.Mark;
import dev.rapport.model.check.ProcessGraph.Node;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where one imagined instance of a process stands: its tokens, and what has come about. A value; each change gives
 * another one.
 *
 * @param tokens those that go on come before those that wait
 * @param values variables whose value is known on this way
 * @param defined variables that are there
 * @param fired events beside the normal course that have fired; each is tried once
 * @param last where a token ended last
 */
record Walk(
        List<Token> tokens,
        Set<Mark> marks,
        Map<String, String> values,
        Set<String> defined,
        Set<Node> fired,
        @Nullable Node last) {

    /** Whom a refusal reaches that happens now. */
    enum Audience {
        /** Somebody has just sent a form and waits for the answer. */
        PERSON,
        /** Somebody had, but a job or an event lies between. */
        GONE,
        /** Nobody: a timer or a message drives it on. */
        NOBODY
    }

    /**
     * A token.
     *
     * @param state whether it goes on, waits for something outside, for other tokens, or for what is inside
     * @param lostAt where the person was lost
     * @param forks the gateways that split it off
     */
    record Token(
            Node at,
            State state,
            Audience audience,
            @Nullable Node lostAt,
            List<Node> forks) {

        enum State {
            GOES,
            WAITS,
            JOINS,
            HOLDS
        }

        Token at(Node node) {
            return new Token(node, State.GOES, audience, lostAt, forks);
        }

        Token that(State other) {
            return new Token(at, other, audience, lostAt, forks);
        }

        Token before(Audience other, @Nullable Node where) {
            return new Token(at, state, other, where, forks);
        }

        /** Goes on, and nobody who had waited for it gets the answer. */
        Token unattended(Node where) {
            return audience == Audience.PERSON ? before(Audience.GONE, where) : this;
        }

        Token within(List<Node> other) {
            return new Token(at, state, audience, lostAt, other);
        }
    }

    static Walk begin(Node start, Set<String> defined) {
        Token first = new Token(start, Token.State.GOES, Audience.PERSON, null, List.of());
        return new Walk(List.of(first), Set.of(), Map.of(), Set.copyOf(defined), Set.of(), null);
    }

    Walk replace(Token old, List<Token> by) {
        List<Token> next = new ArrayList<>(by);
        boolean gone = false;
        for (Token token : tokens) {
            if (!gone && token.equals(old)) {
                gone = true;
            } else {
                next.add(token);
            }
        }
        return with(next);
    }

    Walk with(List<Token> others) {
        return new Walk(List.copyOf(others), marks, values, defined, fired, last);
    }

    Walk plus(Token token) {
        List<Token> next = new ArrayList<>(List.of(token));
        next.addAll(tokens);
        return with(next);
    }

    Walk marked(Set<Mark> more) {
        Set<Mark> next = EnumSet.noneOf(Mark.class);
        next.addAll(marks);
        next.addAll(more);
        return new Walk(tokens, Set.copyOf(next), values, defined, fired, last);
    }

    Walk knowing(Map<String, String> more) {
        Map<String, String> next = new HashMap<>(values);
        next.putAll(more);
        return new Walk(tokens, marks, Map.copyOf(next), defined, fired, last);
    }

    /** Nobody has said anything of the item any more. */
    Walk askingAnew(String outcome) {
        Set<Mark> left = EnumSet.noneOf(Mark.class);
        left.addAll(marks);
        left.remove(Mark.REPORTED);
        Map<String, String> known = new HashMap<>(values);
        known.remove(outcome);
        return new Walk(tokens, Set.copyOf(left), Map.copyOf(known), defined, fired, last);
    }

    Walk defining(Set<String> more) {
        if (defined.containsAll(more)) {
            return this;
        }
        Set<String> next = new HashSet<>(defined);
        next.addAll(more);
        return new Walk(tokens, marks, values, Set.copyOf(next), fired, last);
    }

    Walk having(Node fires) {
        Set<Node> next = new HashSet<>(fired);
        next.add(fires);
        return new Walk(tokens, marks, values, defined, Set.copyOf(next), last);
    }

    Walk endedAt(Node node) {
        return new Walk(tokens, marks, values, defined, fired, node);
    }

    /** Whether anything is going on inside a sub-process, or in the process itself. */
    boolean isBusy(@Nullable Node scope) {
        return tokens.stream().anyMatch(token -> token.at().isIn(scope));
    }

    Walk without(@Nullable Node scope) {
        return with(tokens.stream().filter(token -> !token.at().isIn(scope)).toList());
    }

    @Nullable
    Token holding(@Nullable Node scope) {
        return tokens.stream()
                .filter(token -> token.at() == scope && token.state() == Token.State.HOLDS)
                .findFirst()
                .orElse(null);
    }

    /** The first token that can go on by itself. */
    @Nullable
    Token going() {
        return tokens.stream()
                .filter(token -> token.state() == Token.State.GOES)
                .findFirst()
                .orElse(null);
    }

    Walk changed(Token token, UnaryOperator<Token> change) {
        return replace(token, List.of(change.apply(token)));
    }
}
