package dev.rapport.model.check;

import dev.rapport.model.check.ProcessGraph.Node;
import dev.rapport.model.check.ProcessGraph.Way;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which ways out of a node can be taken, as the engine chooses: the first that holds, or all that hold. */
final class Choice {

    /** So many ways whose condition is open are tried in every combination; of more, all or none. */
    private static final int MOST_OPEN = 4;

    private final Set<List<Way>> possible = new LinkedHashSet<>();
    private final List<Way> asked = new ArrayList<>();
    private boolean mayFail;

    Choice(Node node, Map<String, String> values) {
        Way otherwise = node.defaultWay();
        boolean conditional = node.outgoing.stream().anyMatch(way -> way.condition() != null);
        if (node.is("parallelGateway") || (!conditional && !node.is("exclusiveGateway"))) {
            possible.add(List.copyOf(node.outgoing));
        } else if (node.is("exclusiveGateway")) {
            first(node, values, otherwise);
        } else {
            several(node, values, otherwise);
        }
    }

    /** The ways that may be taken, together; no list is empty. */
    Set<List<Way>> possible() {
        return possible;
    }

    /** Ways whose condition is evaluated. */
    List<Way> asked() {
        return asked;
    }

    boolean mayFail() {
        return mayFail;
    }

    boolean fails() {
        return mayFail && possible.isEmpty();
    }

    private void first(Node node, Map<String, String> values, @Nullable Way otherwise) {
        for (Way way : node.outgoing) {
            if (way.equals(otherwise)) {
                continue;
            }
            Truth truth = way.condition() == null ? Truth.YES : ask(way, values);
            if (truth != Truth.NO) {
                possible.add(List.of(way));
            }
            if (truth == Truth.YES) {
                return;
            }
        }
        orElse(otherwise);
    }

    private void several(Node node, Map<String, String> values, @Nullable Way otherwise) {
        List<Way> sure = new ArrayList<>();
        List<Way> open = new ArrayList<>();
        for (Way way : node.outgoing) {
            if (way.equals(otherwise)) {
                continue;
            }
            Truth truth = way.condition() == null ? Truth.YES : ask(way, values);
            if (truth == Truth.YES) {
                sure.add(way);
            } else if (truth == Truth.OPEN) {
                open.add(way);
            }
        }
        int combinations = open.size() > MOST_OPEN ? 2 : 1 << open.size();
        for (int mask = 0; mask < combinations; mask++) {
            List<Way> ways = new ArrayList<>(sure);
            for (int i = 0; i < open.size(); i++) {
                if (open.size() > MOST_OPEN ? mask == 1 : (mask & (1 << i)) != 0) {
                    ways.add(open.get(i));
                }
            }
            if (ways.isEmpty()) {
                orElse(otherwise);
            } else {
                possible.add(List.copyOf(ways));
            }
        }
    }

    private Truth ask(Way way, Map<String, String> values) {
        asked.add(way);
        return Truth.of(way.condition(), values);
    }

    private void orElse(@Nullable Way otherwise) {
        if (otherwise == null) {
            mayFail = true;
        } else {
            possible.add(List.of(otherwise));
        }
    }
}
