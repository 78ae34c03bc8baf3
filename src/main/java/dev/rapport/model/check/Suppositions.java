package dev.rapport.model.check;

import dev.rapport.engine.ExpressionGrammar;
import dev.rapport.engine.ModelExpression;
import dev.rapport.engine.ModelExpression.Comparison;
import dev.rapport.engine.ModelExpression.Literal;
import dev.rapport.engine.ModelExpression.Name;
import dev.rapport.engine.ModelExpression.Order;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;

/**
 * What a trial supposes of its made-up items, one fact at a time: that it is what a model compares it with. Ways are taken
 * then that these items would not take (ADR 70).
 */
final class Suppositions {

    /** Models have some; of more a trial would take too long. */
    private static final int MOST = 12;

    private Suppositions() {}

    /** Suppositions about one kind of item, by the facts' names as models write them. */
    static List<Map<String, Object>> of(Labels models, String process) {
        return models.roots()
                .flatMap(Xml::tree)
                .flatMap(Suppositions::texts)
                .flatMap(text -> ExpressionGrammar.read(text).stream())
                .flatMap(ModelExpression::parts)
                .flatMap(Suppositions::supposed)
                .filter(fact -> fact.keySet().stream().allMatch(name -> Names.isFactOf(process, name)))
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static Stream<String> texts(Element element) {
        return Stream.concat(
                Stream.of(Xml.directText(element)),
                Xml.attributes(element).stream().map(Attr::getValue));
    }

    private static Stream<Map<String, Object>> supposed(ModelExpression part) {
        if (part instanceof Comparison comparison) {
            return Stream.concat(
                    supposed(comparison.left(), comparison.right()), supposed(comparison.right(), comparison.left()));
        }
        if (part instanceof Order order) {
            return Stream.concat(around(order.left(), order.right()), around(order.right(), order.left()));
        }
        return Stream.of();
    }

    private static Stream<Map<String, Object>> supposed(ModelExpression named, ModelExpression compared) {
        if (!(named instanceof Name name) || !(compared instanceof Literal literal)) {
            return Stream.of();
        }
        return literal.quoted()
                ? Stream.of(Map.of(name.name(), literal.text()))
                : number(literal).mapToObj(value -> Map.of(name.name(), value));
    }

    /** On both sides of a limit, and at it. */
    private static Stream<Map<String, Object>> around(ModelExpression named, ModelExpression limit) {
        return named instanceof Name name && limit instanceof Literal literal
                ? number(literal)
                        .flatMap(value -> LongStream.of(value + 1, value, Math.max(0, value - 1)))
                        .mapToObj(value -> Map.of(name.name(), value))
                : Stream.of();
    }

    private static LongStream number(Literal literal) {
        return literal.text().matches("[0-9]{1,17}")
                ? LongStream.of(Long.parseLong(literal.text()))
                : LongStream.empty();
    }
}
