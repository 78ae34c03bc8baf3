package dev.rapport.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.rapport.model.cookbook.Move;
import dev.rapport.model.cookbook.NewElement;
import dev.rapport.model.cookbook.Recipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Camunda Modeler's editor in a page of its own: the canvas, the properties panel and Rapport's templates. What the
 * mouse does in a diagram, {@code src/test/modeler/modeler.js} does through the editor's own commands; the fields of templates
 * are filled in by typing.
 */
final class Modeler {

    private static final Path BPMN = Path.of("bpmn");
    private static final Path TEMPLATES = BPMN.resolve(".camunda/element-templates");
    private static final Path HANDS = Path.of("src/test/modeler/modeler.js");

    private static final List<String> STYLES = List.of(
            "diagram-js",
            "bpmn-js",
            "bpmn-font/css/bpmn-embedded",
            "properties-panel",
            "element-templates",
            "element-template-chooser",
            "popup-menu");

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The palette's colours for what comes and what goes. */
    private static final Map<String, String> NEW = Map.of("stroke", "#1d7a46", "fill", "#e3f4ea");

    private static final Map<String, String> GONE = Map.of("stroke", "#b3261e", "fill", "#fbe9e7");

    private final Page page;

    private Modeler(Page page) {
        this.page = page;
    }

    /**
     * What came out of it.
     *
     * @param picture an SVG of the neighbourhood of what is new; where something only goes, of that before it goes
     * @param added ids of what is new
     */
    record Drawn(String xml, String picture, List<String> added) {}

    /** Opens a shipped model with the templates that ship. */
    static Modeler open(Browser browser, String process) {
        return open(browser, read(BPMN.resolve(process + ".bpmn")), templates());
    }

    /** Opens a model with the templates that lie beside it. */
    static Modeler open(Browser browser, String model, List<String> templates) {
        Page page = browser.page();
        page.navigate("about:blank");
        page.setContent("""
                <!DOCTYPE html><html lang="en"><title>Modeler</title>
                <style>body { margin: 0; display: grid; grid-template-columns: 1fr 24rem; height: 100vh; font-family: Arial, sans-serif }
                #properties { overflow: auto; border-left: 1px solid #ccc }</style>
                <div id="canvas"></div><div id="properties"></div></html>""");
        Path dist = ModelerLibrary.dist();
        STYLES.forEach(style ->
                page.addStyleTag(new Page.AddStyleTagOptions().setPath(dist.resolve("assets/" + style + ".css"))));
        page.addScriptTag(
                new Page.AddScriptTagOptions().setPath(dist.resolve("camunda-platform-modeler.production.min.js")));
        page.addScriptTag(new Page.AddScriptTagOptions().setPath(HANDS));
        page.evaluate(
                "([xml, templates]) => openModel(xml, templates.map(each => JSON.parse(each)))",
                List.of(model, templates));
        return new Modeler(page);
    }

    private static List<String> templates() {
        try (Stream<Path> files = Files.list(TEMPLATES)) {
            return files.sorted().map(Modeler::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Draws a recipe, move by move. */
    Drawn draw(Recipe recipe) {
        List<String> gone = recipe.moves().stream()
                .filter(Move.Remove.class::isInstance)
                .map(move -> ((Move.Remove) move).element())
                .toList();
        String before = gone.isEmpty() ? "" : picture(gone, GONE);
        List<String> added = new ArrayList<>();
        for (Move move : recipe.moves()) {
            added.addAll(make(move));
        }
        String xml = saved();
        return new Drawn(xml, added.isEmpty() ? before : picture(added, NEW), added);
    }

    String saved() {
        return String.valueOf(page.evaluate("() => saved()"));
    }

    /** Where an arrow is to be hit with the mouse; it is brought into view. */
    List<Double> middle(String arrow) {
        return ((List<?>) page.evaluate("id => middleOnScreen(id)", arrow))
                .stream().map(each -> ((Number) each).doubleValue()).toList();
    }

    private List<String> make(Move move) {
        Object added = page.evaluate(
                "([kind, move]) => draw(kind, JSON.parse(move))",
                List.of(move.getClass().getSimpleName(), JSON.writeValueAsString(move)));
        if (move instanceof Move.Fill fill) {
            type(fill.element(), fill.said());
        } else {
            element(move)
                    .filter(element -> element.template() != null)
                    .forEach(element -> type(element.id(), element.said()));
        }
        return ((List<?>) added).stream().map(String::valueOf).toList();
    }

    private static Stream<NewElement> element(Move move) {
        if (move instanceof Move.Insert insert) {
            return Stream.of(insert.element());
        }
        if (move instanceof Move.Append append) {
            return Stream.of(append.element());
        }
        if (move instanceof Move.Attach attach) {
            return Stream.of(attach.element());
        }
        return Stream.empty();
    }

    /** Fills in fields of the template that an element has; the Modeler must have nothing to say against it. */
    void type(String element, Map<String, String> said) {
        page.evaluate("id => select(id)", element);
        Locator group = page.locator("[data-group-id='group-ElementTemplates__CustomProperties']");
        if (group.locator(".bio-properties-panel-group-entries.open").count() == 0) {
            group.locator(".bio-properties-panel-group-header").click();
        }
        said.forEach((name, value) -> {
            Locator field = page.locator(
                    String.valueOf(page.evaluate("([id, name]) => fieldOf(id, name)", List.of(element, name))));
            if (field.evaluate("each => each.tagName").equals("SELECT")) {
                field.selectOption(value);
            } else {
                field.fill(value);
            }
            assertThat(field.inputValue()).isEqualTo(value);
        });
        // a field is looked at after the panel has been drawn, which is a moment after it was filled in
        PlaywrightAssertions.assertThat(page.locator("#properties .bio-properties-panel-error"))
                .hasText(new String[0]);
    }

    private String picture(List<String> elements, Map<String, String> colours) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("elements", elements);
        arguments.put("colours", colours);
        String picture =
                String.valueOf(page.evaluate("({ elements, colours }) => picture(elements, colours)", arguments));
        page.evaluate("() => modeler.get('commandStack').undo()");
        return picture;
    }
}
