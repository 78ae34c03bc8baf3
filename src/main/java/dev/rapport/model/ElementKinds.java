package dev.rapport.model;

import dev.rapport.engine.ExpressionGrammar;
import dev.rapport.engine.ModelSteps;
import dev.rapport.engine.StepDeclaration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.w3c.dom.Element;

/** What an element of a model is to the person who reads it: a word of theirs, not of BPMN's. */
@Component
class ElementKinds {

    /** Asked for when the first model is read: the steps need the engine. */
    private final Supplier<Map<String, StepDeclaration>> steps;

    @Autowired
    ElementKinds(ModelSteps steps) {
        this(SingletonSupplier.of(steps::catalogue));
    }

    ElementKinds(Supplier<Map<String, StepDeclaration>> steps) {
        this.steps = steps;
    }

    /** Its name is the message {@code models.kind.<kind>}. */
    String of(Element element) {
        return switch (String.valueOf(element.getLocalName())) {
            case "process", "participant", "lane" -> "process";
            case "startEvent" -> "start";
            case "endEvent" -> "end";
            case "userTask" -> "task";
            case "serviceTask" -> ofStep(element);
            case "task", "manualTask", "sendTask", "scriptTask" -> "step";
            case "businessRuleTask" -> "decision";
            case "receiveTask" -> "wait";
            case "callActivity" -> "call";
            case "subProcess" -> "true".equals(element.getAttribute("triggeredByEvent")) ? "aside" : "part";
            case "intermediateCatchEvent", "boundaryEvent" -> hasTimer(element) ? "timer" : "wait";
            case "intermediateThrowEvent" -> "throw";
            case "sequenceFlow" -> isOutcome(element) ? "outcome" : "way";
            default -> isGateway(element) ? "gateway" : "note";
        };
    }

    static boolean isGateway(Element element) {
        return element.getLocalName().endsWith("Gateway");
    }

    private String ofStep(Element element) {
        Optional<String> step =
                ExpressionGrammar.singleName(element.getAttributeNS(BpmnFile.CAMUNDA, "delegateExpression"));
        return step.map(steps.get()::get)
                .map(declared -> declared.kind().name().toLowerCase(Locale.ROOT))
                .orElse("step");
    }

    private static boolean hasTimer(Element element) {
        return BpmnFile.children(element).stream()
                .anyMatch(child -> "timerEventDefinition".equals(child.getLocalName()));
    }

    private static boolean isOutcome(Element flow) {
        return BpmnFile.children(flow).stream()
                .filter(child -> "conditionExpression".equals(child.getLocalName()))
                .anyMatch(condition -> condition.getTextContent().contains("outcome"));
    }
}
