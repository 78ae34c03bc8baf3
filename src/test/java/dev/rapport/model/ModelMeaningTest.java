package dev.rapport.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Saving a shipped file unchanged is no adaptation, whatever the tool makes of its text; a change of what it says is one. */
@Tag("fast")
class ModelMeaningTest {

    static Stream<Path> models() throws IOException {
        return files(Path.of("bpmn"), ".bpmn");
    }

    static Stream<Path> forms() throws IOException {
        return files(Path.of("forms"), ".form");
    }

    @ParameterizedTest
    @MethodSource("models")
    void theExporterAndTheSpacesSayNothing(Path file) throws IOException {
        String model = Files.readString(file);

        assertSame(model, model.replaceAll("exporterVersion=\"[^\"]*\"", "exporterVersion=\"9.9\""));
        assertSame(model, model.replaceAll("modeler:executionPlatform\\w*=\"[^\"]*\"", ""));
        assertSame(model, model.replaceAll(">\\s+<", "><"));
        assertSame(model, model.replaceAll(">\\s+<", ">\r\n\t<").replace("/>", " />"));
        assertSame(model, model.replaceAll("(id=\"[^\"]*\") (name=\"[^\"]*\")", "$2\n   $1"));
        assertSame(model, model.replaceAll("camunda:modelerTemplateVersion=\"[^\"]*\"", ""));
    }

    @ParameterizedTest
    @MethodSource("models")
    void thePrefixesOfNamespacesAndWhereTheyAreDeclaredSayNothing(Path file) throws IOException {
        String model = Files.readString(file);
        String withoutPrefix = model.replace("<bpmn:", "<")
                .replace("</bpmn:", "</")
                .replace("xmlns:bpmn=", "xmlns=")
                .replace("\"bpmn:tFormalExpression\"", "\"tFormalExpression\"");
        String declaration = "xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\"";

        assertSame(model, withoutPrefix);
        assertSame(model, model.replace("camunda:", "c:").replace("xmlns:camunda=", "xmlns:c="));
        assertThat(model).contains(declaration);
        assertSame(
                model, model.replace(declaration, "").replace("<bpmn:process ", "<bpmn:process " + declaration + " "));
    }

    @ParameterizedTest
    @MethodSource("models")
    void whereAShapeStandsSaysNothing(Path file) throws IOException {
        String model = Files.readString(file);

        assertSame(model, model.replaceAll("<dc:Bounds x=\"\\d+\"", "<dc:Bounds x=\"1234\""));
        assertSame(model, model.replaceAll("(?s)<bpmndi:BPMNDiagram.*</bpmndi:BPMNDiagram>", ""));
    }

    @ParameterizedTest
    @MethodSource("models")
    void theOrderOfElementsSaysNothing(Path file) throws Exception {
        String model = Files.readString(file);

        assertSame(model, rewritten(model, process -> reorder(process, Comparator.comparing(Node::getLocalName))));
        assertSame(
                model,
                rewritten(
                        model,
                        process -> BpmnFile.children(process)
                                .forEach(node -> reorder(node, Comparator.comparing(Node::getTextContent)))));
    }

    @ParameterizedTest
    @MethodSource("models")
    void whatIsTheDefaultSaysNothing(Path file) throws IOException {
        String model = Files.readString(file);

        assertSame(model, model.replace(" camunda:isStartableInTasklist=\"true\"", ""));
        assertSame(model, model.replace("associationDirection=\"None\"", ""));
        assertSame(model, model.replace("<bpmn:serviceTask ", "<bpmn:serviceTask camunda:exclusive=\"true\" "));
        assertSame(model, model.replace("<bpmn:endEvent ", "<bpmn:endEvent camunda:asyncAfter=\"false\" "));
        assertSame(
                model,
                model.replaceFirst(
                        "(<bpmn:serviceTask [^>]*>)",
                        "$1<bpmn:extensionElements> <camunda:inputOutput/> </bpmn:extensionElements>"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            value = {
                "name=\"Kontakt eintragen\" § name=\"Kontakt erfassen\" § serviceTask_registerContact",
                "${registerContact} § ${checkOutcome} § serviceTask_registerContact",
                "${outcome == 'performed'} § ${outcome == 'done'} § flow_performed",
                "camunda:historyTimeToLive=\"P180D\" § camunda:historyTimeToLive=\"P1D\" § contact",
                "camunda:isStartableInTasklist=\"true\" § camunda:isStartableInTasklist=\"false\" § contact",
                "camunda:candidateGroups=\"staff\" § camunda:candidateGroups=\"manager\" § userTask_carryOutContact",
                "camunda:formRef=\"complete-contact\" § camunda:formRef=\"other\" § userTask_carryOutContact",
                "default=\"flow_alreadyClosed\" § default=\"flow_planned\" § gateway_planned",
                "Nimmt die Angaben zum Kontakt entgegen. § Nimmt alles entgegen. § startEvent_contact"
            })
    void aChangeIsFoundWhereItWasMade(String before, String after, String element) throws IOException {
        String model = Files.readString(Path.of("bpmn/contact.bpmn"));
        assertThat(model).contains(before);

        var difference = of(model).differenceTo(of(model.replace(before, after)));

        assertThat(difference.changed()).containsExactly(element);
        assertThat(difference.added()).isEmpty();
        assertThat(difference.removed()).isEmpty();
        assertThat(of(model).saysTheSameAs(of(model.replace(before, after)))).isFalse();
    }

    @Test
    void whatIsAddedAndRemovedIsNamed() throws IOException {
        String model = Files.readString(Path.of("bpmn/measure.bpmn"));
        String more = model.replace("<bpmn:endEvent ", "<bpmn:task id=\"task_new\" name=\"Neu\" /><bpmn:endEvent ");

        assertThat(of(model).differenceTo(of(more)).added()).containsExactly("task_new");
        assertThat(of(more).differenceTo(of(model)).removed()).containsExactly("task_new");
        assertThat(of(model).differenceTo(of(model)).isNone()).isTrue();
    }

    /** The engine takes the first way whose condition holds. */
    @Test
    void theOrderOfTheWaysOutOfAGatewayIsAChange() throws Exception {
        String model = Files.readString(Path.of("bpmn/contact.bpmn"));
        String turned = rewritten(model, process -> {
            List<Element> flows = BpmnFile.children(process).stream()
                    .filter(node -> node.getLocalName().equals("sequenceFlow"))
                    .toList();
            flows.forEach(process::removeChild);
            for (int i = flows.size() - 1; i >= 0; i--) {
                process.appendChild(flows.get(i));
            }
        });

        var difference = of(model).differenceTo(of(turned));

        assertThat(difference.sameOrder()).isFalse();
        assertThat(difference.changed()).isEmpty();
        assertThat(difference.isNone()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aFormSavedAgainSaysTheSame(Path file) throws IOException {
        String form = Files.readString(file);

        assertSameForm(form, form.replaceAll("\\s*\n\\s*", " "));
        assertSameForm(form, form.replaceAll("\"schemaVersion\": \\d+", "\"schemaVersion\": 99"));
        assertSameForm(form, form.replaceAll("\"(Row|Field)_", "\"$1_new"));
        assertSameForm(form, form.replaceFirst("\\{", "{\"exporter\": {\"name\": \"form-js\", \"version\": \"9\"},"));
        assertSameForm(form, form.replaceAll(",\\s*\"columns\": null", ""));
        assertSameForm(form, form.replaceAll("(\"type\": \"\\w+\"),\\s*(\"id\": \"\\w+\")", "$2, $1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            value = {
                "\"label\": \"Ergebnis\" § \"label\": \"Resultat\" § outcome",
                "\"shownFor\": \"PERFORMED\" § \"shownFor\": \"PERFORMED OPEN\" § duration",
                "\"dateLabel\": \"Startdatum\" § \"dateLabel\": \"Tag\" § start",
                "\"columns\": 10 § \"columns\": 12 § start"
            })
    void aChangedFieldIsFound(String before, String after, String field) throws IOException {
        String form = Files.readString(Path.of("forms/complete-contact.form"));
        assertThat(form).contains(before);

        var difference = ofForm(form).differenceTo(ofForm(form.replace(before, after)));

        assertThat(difference.changed()).hasSize(1).allMatch(key -> key.endsWith(field));
    }

    @Test
    void fieldsInAnotherOrderAreAChange() {
        String form = "{\"id\": \"f\", \"components\": [%s, %s]}";
        String a = "{\"type\": \"textfield\", \"key\": \"a\"}";
        String b = "{\"type\": \"textfield\", \"key\": \"b\"}";

        assertThat(ofForm(form.formatted(a, b)).saysTheSameAs(ofForm(form.formatted(b, a))))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"a.bpmn, nonsense", "a.bpmn, <definitions/>", "a.form, nonsense", "a.form, []", "a.bpmn, ''"})
    void aFileThatCannotBeReadSaysNothingButItself(String file, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);

        assertThat(ModelMeaning.of(file, bytes).saysTheSameAs(ModelMeaning.of(file, bytes)))
                .isTrue();
        assertThat(ModelMeaning.of(file, bytes)
                        .saysTheSameAs(ModelMeaning.of(file, (content + " ").getBytes(StandardCharsets.UTF_8))))
                .isFalse();
    }

    @Test
    void aFileNestedWithoutEndIsNotWalkedThrough() {
        String deep = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">" + "<a>".repeat(30_000)
                + "</a>".repeat(30_000) + "</definitions>";

        assertThat(BpmnFile.read(deep.getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(of(deep).parts()).hasSize(1);
    }

    private static void assertSame(String model, String saved) {
        assertThat(saved).as("the transformation did something").isNotNull();
        assertThat(of(saved).parts()).isEqualTo(of(model).parts());
        assertThat(of(model).parts()).as("it was read").hasSizeGreaterThan(5);
    }

    private static void assertSameForm(String form, String saved) {
        assertThat(ofForm(saved).parts()).isEqualTo(ofForm(form).parts());
        assertThat(ofForm(form).parts()).as("it was read").hasSizeGreaterThan(3);
    }

    private static ModelMeaning of(String model) {
        return ModelMeaning.of("a.bpmn", model.getBytes(StandardCharsets.UTF_8));
    }

    private static ModelMeaning ofForm(String form) {
        return ModelMeaning.of("a.form", form.getBytes(StandardCharsets.UTF_8));
    }

    private static void reorder(Element parent, Comparator<Element> order) {
        List<Element> children = new ArrayList<>(BpmnFile.children(parent));
        children.sort(order);
        children.forEach(parent::appendChild);
    }

    private static String rewritten(String model, Consumer<Element> change) throws Exception {
        Element root = BpmnFile.read(model.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        change.accept(
                (Element) root.getElementsByTagNameNS(BpmnFile.BPMN, "process").item(0));
        var out = new java.io.StringWriter();
        var transformer = TransformerFactory.newInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.INDENT, "yes");
        transformer.transform(new DOMSource(root), new StreamResult(out));
        return out.toString();
    }

    private static Stream<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList().stream();
        }
    }
}
