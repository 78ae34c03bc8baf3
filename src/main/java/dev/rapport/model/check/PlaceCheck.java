package dev.rapport.model.check;

import dev.rapport.engine.ExpressionGrammar;
import dev.rapport.engine.Mark;
import dev.rapport.engine.ModelExpression;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.model.check.ProcessGraph.Node;
import dev.rapport.model.check.Walk.Audience;
import dev.rapport.model.check.Walk.Token;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Whether a walk is where it may be: a step in its place, and a value there where it is named. What is not is found. */
final class PlaceCheck {

    private final Moves moves;
    private final Names names;
    private final Findings findings;

    PlaceCheck(Moves moves, Names names, Findings findings) {
        this.moves = moves;
        this.names = names;
        this.findings = findings;
    }

    /** Whether a step may run here, and has what it reads. */
    boolean mayRun(StepDeclaration step, Element where, Walk walk, @Nullable Token token) {
        if (!isInPlace(step, where, walk, token)) {
            return false;
        }
        for (String name : step.reads()) {
            if (!walk.defined().contains(name)) {
                findings.error(where, "variable-unknown", name);
                return false;
            }
        }
        return true;
    }

    private boolean isInPlace(StepDeclaration step, Element where, Walk walk, @Nullable Token token) {
        if (step.closes() && walk.marks().contains(Mark.CLOSED)) {
            findings.error(where, "record-twice");
            return false;
        }
        if (step.after().contains(Mark.REGISTERED) && !walk.marks().contains(Mark.REGISTERED)) {
            findings.error(where, "register-missing");
            return false;
        }
        for (Mark mark : step.after()) {
            if (!walk.marks().contains(mark)) {
                findings.error(where, "step-order.needs-" + code(mark));
                return false;
            }
        }
        for (Mark mark : step.notAfter()) {
            if (walk.marks().contains(mark)) {
                findings.error(where, "step-order.not-after-" + code(mark));
                return false;
            }
        }
        if (token == null) {
            return true;
        }
        if (step.closes() && !token.forks().isEmpty()) {
            findings.error(token.forks().get(token.forks().size() - 1).element, "record-parallel");
            return false;
        }
        if (!step.asynchronous() && token.audience() == Audience.GONE && token.lostAt() != null) {
            findings.once(token.lostAt().element, "step-async", where.getAttribute("name"));
            return false;
        }
        return true;
    }

    private static String code(Mark mark) {
        return mark.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether everything that an element itself evaluates is there when it is reached. */
    boolean mayEnter(Node node, Walk walk) {
        Walk here = walk.defining(moves.local(node));
        // events at its edge are armed along with it
        return Stream.concat(Stream.of(node), node.boundaries.stream())
                .allMatch(each -> moves.evaluated(each).allMatch(text -> isKnown(each.element, text, here)));
    }

    boolean isKnown(Element owner, @Nullable String text, Walk walk) {
        if (text == null) {
            return true;
        }
        Set<String> missing = ExpressionGrammar.read(text).stream()
                .flatMap(ModelExpression::names)
                .filter(name -> !walk.defined().contains(name))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        missing.forEach(name -> names.tellUnknown(findings, owner, name));
        return missing.isEmpty();
    }
}
