package dev.rapport.model.cookbook;

import dev.rapport.model.ElementTemplates;
import dev.rapport.shared.BusinessRuleViolation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The recipes as people read them, and what the palette offers, in one language. */
@Service
public class Cookbook {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ElementTemplates templates;
    private final MessageSource messages;

    Cookbook(ElementTemplates templates, MessageSource messages) {
        this.templates = templates;
        this.messages = messages;
    }

    /**
     * A recipe as it is read.
     *
     * @param steps what to do, in its order
     * @param files what comes out of it, by their names
     */
    public record Chapter(String name, String process, List<Step> steps, List<String> files) {}

    /** One thing to do, and what to fill in there. */
    public record Step(String sentence, List<Field> fields) {}

    /** What a field is called and what belongs into it. */
    public record Field(String label, String value) {}

    /** What the palette offers under one heading. */
    public record Offer(String heading, List<Offered> templates) {}

    /** A template of the palette. */
    public record Offered(String name, String description) {}

    /** All recipes, from the easiest to the longest. */
    public List<Chapter> chapters(Locale language) {
        Map<String, Map<String, JsonNode>> palettes = new LinkedHashMap<>();
        return Recipes.all().stream()
                .map(recipe -> {
                    Map<String, JsonNode> palette =
                            palettes.computeIfAbsent(recipe.process(), process -> palette(process, language));
                    return new Chapter(
                            recipe.name(), recipe.process(), steps(recipe, palette, language), recipe.files());
                })
                .toList();
    }

    /** What there is for contacts and measures alike, then what for contacts only, then what for measures only; each once. */
    public List<Offer> offers(Locale language) {
        Map<String, JsonNode> contact = palette("contact", language);
        Map<String, JsonNode> measure = palette("measure", language);
        Map<String, JsonNode> common = new LinkedHashMap<>(contact);
        common.keySet().retainAll(measure.keySet());
        contact.keySet().removeAll(common.keySet());
        measure.keySet().removeAll(common.keySet());
        return Stream.of(common, contact, measure)
                .flatMap(palette -> headed(palette).entrySet().stream())
                .map(each -> new Offer(each.getKey(), each.getValue()))
                .toList();
    }

    private static Map<String, List<Offered>> headed(Map<String, JsonNode> palette) {
        return palette.values().stream()
                .collect(Collectors.groupingBy(
                        template -> template.path("category").path("name").asString(),
                        LinkedHashMap::new,
                        Collectors.mapping(
                                template -> new Offered(
                                        template.path("name").asString(),
                                        template.path("description").asString()),
                                Collectors.toList())));
    }

    /**
     * A file of a recipe, as it comes out of the Modeler.
     *
     * @throws BusinessRuleViolation when there is none of that name
     */
    public byte[] file(String recipe, String file) {
        return Recipes.all().stream()
                .filter(each -> each.name().equals(recipe) && each.files().contains(file))
                .findFirst()
                .map(each -> read("bpmn/examples/" + recipe + "/" + file))
                .orElseThrow(() -> BusinessRuleViolation.notFound("file"));
    }

    private static byte[] read(String path) {
        try {
            return new ClassPathResource(path).getContentAsByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(path + " is part of the application", e);
        }
    }

    private Map<String, JsonNode> palette(String process, Locale language) {
        Map<String, JsonNode> palette = new LinkedHashMap<>();
        templates
                .of(process, language)
                .forEach((file, content) -> palette.put(file.replace(".json", ""), JSON.readTree(content)));
        return palette;
    }

    private List<Step> steps(Recipe recipe, Map<String, JsonNode> palette, Locale language) {
        Drawing drawing = Drawing.of(recipe.process());
        Words words = new Words(drawing, palette, messages, language);
        List<Step> steps = new ArrayList<>();
        for (Move move : recipe.moves()) {
            steps.add(move.told(words));
            move.make(drawing);
        }
        return steps;
    }
}
