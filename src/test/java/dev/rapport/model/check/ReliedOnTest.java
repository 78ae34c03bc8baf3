package dev.rapport.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class ReliedOnTest {

    private static final String DECIDED = """
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="decide"/>
            <businessRuleTask id="decide" name="Stufe bestimmen" camunda:resultVariable="stufe"/>
            <sequenceFlow id="f2" sourceRef="decide" targetRef="work"/>
            <userTask id="work"/>
            """;

    private static final Map<String, String> MISSING = Map.of("stufe", "Stufe bestimmen");

    /** Whatever comes behind the task, beside it or in its place. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // a way that is taken under a condition
                "<sequenceFlow id='f3' sourceRef='work' targetRef='end'><conditionExpression>${stufe == 'A'}</conditionExpression></sequenceFlow>"
                        + "<endEvent id='end'/>",
                // what a step is told
                "<sequenceFlow id='f3' sourceRef='work' targetRef='tell'/><serviceTask id='tell'><extensionElements><camunda:inputOutput>"
                        + "<camunda:inputParameter name='text'>${stufe}</camunda:inputParameter></camunda:inputOutput></extensionElements></serviceTask>",
                // who does the next task
                "<sequenceFlow id='f3' sourceRef='work' targetRef='next'/><userTask id='next' camunda:candidateGroups='${stufe}'/>",
                // a timer at its edge
                "<boundaryEvent id='late' attachedToRef='work'><timerEventDefinition><timeDuration>${stufe}</timeDuration></timerEventDefinition></boundaryEvent>",
                // behind that timer
                "<boundaryEvent id='late' attachedToRef='work'><timerEventDefinition/></boundaryEvent>"
                        + "<sequenceFlow id='f3' sourceRef='late' targetRef='next'/><userTask id='next' camunda:assignee='${stufe}'/>",
                // what can begin at any time
                "<subProcess id='beside' triggeredByEvent='true'><startEvent id='event'><timerEventDefinition/></startEvent>"
                        + "<sequenceFlow id='f4' sourceRef='event' targetRef='next'/><userTask id='next' camunda:assignee='${stufe}'/></subProcess>",
                // inside a box behind it
                "<sequenceFlow id='f3' sourceRef='work' targetRef='box'/><subProcess id='box'><startEvent id='inside'/>"
                        + "<sequenceFlow id='f4' sourceRef='inside' targetRef='next'/><userTask id='next' camunda:assignee='${stufe}'/></subProcess>",
                // over a link
                "<sequenceFlow id='f3' sourceRef='work' targetRef='away'/><intermediateThrowEvent id='away'><linkEventDefinition name='L'/></intermediateThrowEvent>"
                        + "<intermediateCatchEvent id='there'><linkEventDefinition name='L'/></intermediateCatchEvent>"
                        + "<sequenceFlow id='f4' sourceRef='there' targetRef='next'/><userTask id='next' camunda:assignee='${stufe}'/>"
            })
    void whatIsAskedForBehindThePlaceAndProvidedBeforeIt(String behind) {
        assertThat(reliedOn(DECIDED + behind, "work")).isEqualTo(MISSING);
    }

    @Test
    void behindTheBoxInWhichItWaits() {
        String boxed = """
                <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="decide"/>
                <businessRuleTask id="decide" name="Stufe bestimmen" camunda:resultVariable="stufe"/>
                <sequenceFlow id="f2" sourceRef="decide" targetRef="box"/>
                <subProcess id="box"><userTask id="work"/></subProcess>
                <sequenceFlow id="f3" sourceRef="box" targetRef="next"/><userTask id="next" camunda:assignee="${stufe}"/>
                """;
        assertThat(reliedOn(boxed, "work")).isEqualTo(MISSING);
    }

    @Test
    void nothingWhereItIsProvidedAgainAskedForBeforeOrNotAtAll() {
        String again = "<sequenceFlow id='f3' sourceRef='work' targetRef='decideAgain'/>"
                + "<businessRuleTask id='decideAgain' camunda:resultVariable='stufe'/>"
                + "<sequenceFlow id='f4' sourceRef='decideAgain' targetRef='next'/><userTask id='next' camunda:assignee='${stufe}'/>";
        assertThat(reliedOn(DECIDED + again, "work")).isEmpty();
        String before = DECIDED.replace(
                "<sequenceFlow id=\"f2\" sourceRef=\"decide\" targetRef=\"work\"/>",
                "<sequenceFlow id='f2' sourceRef='decide' targetRef='first'/><userTask id='first' camunda:assignee='${stufe}'/>"
                        + "<sequenceFlow id='f5' sourceRef='first' targetRef='work'/>");
        assertThat(reliedOn(before, "work")).isEmpty();
        assertThat(reliedOn(before, "first")).isEqualTo(MISSING);
        assertThat(reliedOn(DECIDED, "work")).isEmpty();
        assertThat(reliedOn(DECIDED + "<userTask id='other' camunda:assignee='${assignee}'/>", "work"))
                .isEmpty();
    }

    /** That it is gone is told anyway. */
    @Test
    void nothingOfAPlaceThatIsNotThere() {
        assertThat(reliedOn(
                        DECIDED
                                + "<subProcess id='beside' triggeredByEvent='true'><userTask id='next' camunda:assignee='${stufe}'/></subProcess>",
                        "gone"))
                .isEmpty();
    }

    private static Map<String, String> reliedOn(String drawn, String here) {
        String model =
                "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:camunda='http://camunda.org/schema/1.0/bpmn'>"
                        + "<process id='contact'>" + drawn + "</process></definitions>";
        return ReliedOn.of(model.getBytes(StandardCharsets.UTF_8), "contact", List.of(here));
    }
}
