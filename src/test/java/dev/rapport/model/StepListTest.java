package dev.rapport.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rapport.model.ModelSheet.Field;
import dev.rapport.model.ModelSheet.Step;
import dev.rapport.model.ModelSheet.Way;
import dev.rapport.models.ContactBpmn;
import dev.rapport.models.ReminderBpmn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Models and forms in words, for whoever does not see the drawing. */
@Tag("fast")
class StepListTest {

    @Test
    void aModelIsToldInTheOrderInWhichItIsGoneThrough() throws IOException {
        List<Step> steps = steps(Files.readString(Path.of("bpmn/contact.bpmn")));

        assertThat(steps)
                .extracting(Step::name)
                .containsSubsequence(
                        "Kontakt anlegen",
                        "Kontakt eintragen",
                        "Geplant?",
                        "Erinnerung gewünscht?",
                        "Erinnerung anlegen",
                        "Kontakt durchführen",
                        "Ergebnis?",
                        "Erinnerungen entfernen",
                        "Fertiggestellt als?");
        assertThat(steps)
                .as("gateways that only join have nothing to tell")
                .noneMatch(step -> step.element().equals(ContactBpmn.GATEWAY_CARRY_OUT));
        assertThat(steps).extracting(Step::number).isSorted().startsWith(1, 2, 3);
    }

    @Test
    void aDecisionNamesItsWaysAndWhereTheyLead() throws IOException {
        List<Step> steps = steps(Files.readString(Path.of("bpmn/contact.bpmn")));
        Step planned = step(steps, ContactBpmn.GATEWAY_PLANNED);

        assertThat(planned.kind()).isEqualTo("gateway");
        assertThat(planned.ways())
                .extracting(Way::label, Way::name)
                .containsExactly(
                        tuple("Ja", "Erinnerung gewünscht?"), tuple("Nein, schon erledigt", "Fertiggestellt als?"));
        assertThat(planned.ways().get(1).number())
                .isEqualTo(step(steps, ContactBpmn.GATEWAY_CLOSED_AS).number());
        assertThat(step(steps, ContactBpmn.START_EVENT_CONTACT).ways())
                .as("what simply goes on")
                .isEmpty();
    }

    @Test
    void aSubProcessIsToldWithinItsModel() throws IOException {
        List<Step> steps = steps(Files.readString(Path.of("bpmn/reminder.bpmn")));

        assertThat(step(steps, ReminderBpmn.SUB_PROCESS_REMOVED).kind()).isEqualTo("aside");
        assertThat(step(steps, ReminderBpmn.START_EVENT_REMOVED).depth()).isEqualTo(1);
        assertThat(step(steps, ReminderBpmn.TIMER_EVENT_DUE).kind()).isEqualTo("timer");
    }

    @Test
    void anEventAtTheEdgeIsToldWithWhatItInterrupts() {
        List<Step> steps = steps(model("""
                <startEvent id="s"/><sequenceFlow id="1" sourceRef="s" targetRef="t"/>
                <userTask id="t" name="Arbeiten"/><sequenceFlow id="2" sourceRef="t" targetRef="e"/>
                <boundaryEvent id="b" name="Zu spät" attachedToRef="t"><timerEventDefinition/></boundaryEvent>
                <sequenceFlow id="3" sourceRef="b" targetRef="e"/><endEvent id="e" name="Ende"/>"""));

        assertThat(step(steps, "b").attachedTo()).isEqualTo("Arbeiten");
        assertThat(steps).extracting(Step::element).containsExactly("s", "t", "b", "e");
    }

    /** Drafts are shown before anybody knows whether they make sense. */
    @Test
    void circlesLooseEndsAndJoinsOfNothingAreNoHindrance() {
        List<Step> steps = steps(model("""
                <startEvent id="s"/><sequenceFlow id="1" sourceRef="s" targetRef="a"/>
                <exclusiveGateway id="a"/><sequenceFlow id="2" sourceRef="a" targetRef="b"/>
                <exclusiveGateway id="b"/><sequenceFlow id="3" sourceRef="b" targetRef="a"/>
                <userTask id="t"/><sequenceFlow id="4" sourceRef="t" targetRef="nowhere"/>
                <task id="alone"/><sequenceFlow id="5" sourceRef="ghost" targetRef="t"/>
                <task id="c1"/><sequenceFlow id="6" sourceRef="c1" targetRef="c2"/>
                <task id="c2"/><sequenceFlow id="7" sourceRef="c2" targetRef="c1"/>"""));

        assertThat(steps).extracting(Step::element).containsExactlyInAnyOrder("s", "t", "alone", "c1", "c2");
        assertThat(step(steps, "s").ways()).isEmpty();
    }

    @Test
    void aLongModelNeedsNoStack() {
        StringBuilder chain = new StringBuilder("<startEvent id=\"n0\"/>");
        for (int i = 1; i < 8000; i++) {
            chain.append("<task id=\"n%d\"/><sequenceFlow id=\"f%d\" sourceRef=\"n%d\" targetRef=\"n%d\"/>"
                    .formatted(i, i, i - 1, i));
        }

        assertThat(steps(model(chain.toString()))).hasSize(8000);
    }

    @Test
    void aFormIsToldByItsFields() throws IOException {
        List<Field> fields = FieldList.of(Files.readAllBytes(Path.of("forms/complete-contact.form")));

        assertThat(fields)
                .extracting(Field::key, Field::label, Field::required)
                .contains(tuple("outcome", "Ergebnis", true), tuple("start", "Startdatum", true));
        assertThat(fields.stream().filter(field -> "start".equals(field.key()))).allMatch(field -> field.depth() == 1);
        assertThat(FieldList.of("nonsense".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    private static Step step(List<Step> steps, String element) {
        return steps.stream()
                .filter(step -> step.element().equals(element))
                .findFirst()
                .orElseThrow();
    }

    private static List<Step> steps(String model) {
        ElementKinds kinds = new ElementKinds(Map::of);
        return StepList.of(BpmnFile.read(model.getBytes(StandardCharsets.UTF_8)).orElseThrow(), kinds, name -> name);
    }

    private static String model(String elements) {
        return "<definitions xmlns=\"" + BpmnFile.BPMN + "\"><process id=\"p\">" + elements
                + "</process></definitions>";
    }
}
