package dev.rapport.structure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.structure.Rules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever reads "rule 19" finds it in {@code src/docs/rules.md}, and from there its way back into the code. */
@Tag("fast")
class RulesTest {

    private static final Pattern ELEMENT = Pattern.compile("id=\"(\\w+)\"");

    /** Files in which people write. */
    private static final Set<String> READ =
            Set.of("java", "sql", "bpmn", "form", "html", "js", "mjs", "css", "yml", "properties", "md", "json");

    static List<Rule> rules() throws IOException {
        return Rules.explained();
    }

    @Test
    void areNumberedWithoutGapsAndDoubles() throws IOException {
        List<Integer> numbers = rules().stream().map(Rule::number).toList();
        assertThat(numbers)
                .isNotEmpty()
                .isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void sayWhereTheyComeFromAndWhoKeepsThem(Rule rule) {
        assertThat(rule.under("From")).as("From of rule " + rule.number()).isNotEmpty();
        assertThat(rule.under("Kept by") + rule.under("Not yet"))
                .as("Kept by of rule " + rule.number())
                .isNotEmpty();
    }

    /** The class that is named first. */
    @ParameterizedTest
    @MethodSource("rules")
    void areCitedByTheirHome(Rule rule) throws IOException {
        List<String> classes = rule.classes();
        if (classes.isEmpty()) {
            assertThat(rule.under("Not yet")).as("rule " + rule.number()).isNotEmpty();
            return;
        }
        assertThat(Rules.citedIn(Files.readString(Rules.source(classes.get(0)))))
                .as(classes.get(0))
                .contains(rule.number());
    }

    @Test
    void nameOnlyWhatExists() throws IOException {
        String document = Files.readString(Rules.DOCUMENT);
        Places places = new Places();
        // what is above the first heading explains the notation
        List<String> names = Rules.names(document.substring(document.indexOf("\n## ")));
        assertThat(names).hasSizeGreaterThan(100);
        assertThat(names).allMatch(places::exists, "exists");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contact/CreateContacts",
                "contacts/CreateContact",
                "forms/create-contact.bpmn",
                "serviceTask_requireCampaigns",
                "contact.color",
                "keep_measure_audience",
                "contact_is_never_deleted",
                "RequireCampaignStep"
            })
    void doNotNameWhatDoesNotExist(String name) throws IOException {
        assertThat(new Places().exists(name)).isFalse();
    }

    @Test
    void areExplainedWhereverTheyAreCited() throws IOException {
        Set<Integer> explained = new HashSet<>();
        rules().forEach(rule -> explained.add(rule.number()));
        Map<Path, Set<Integer>> unknown = new TreeMap<>();
        Set<Integer> cited = new HashSet<>();
        for (Path file : texts()) {
            Set<Integer> here = new HashSet<>(Rules.citedIn(Files.readString(file)));
            cited.addAll(here);
            here.removeAll(explained);
            if (!here.isEmpty()) {
                unknown.put(file, here);
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(cited).isEqualTo(explained);
    }

    /** Numbers that this very file does not cite. */
    static Stream<Arguments> citations() {
        String one = "rule ";
        String many = "rules ";
        return Stream.of(
                Arguments.of("as always (" + one + "99)", List.of(99)),
                Arguments.of(many.replace('r', 'R') + "61, 62 and 71: one door", List.of(61, 62, 71)),
                Arguments.of(many + "61, 62, and 71", List.of(61, 62, 71)),
                Arguments.of("(" + many + "61 to 64)", List.of(61, 62, 63, 64)),
                Arguments.of("(" + many + "61–63, 70)", List.of(61, 62, 63, 70)),
                Arguments.of("/**\n     * has no duration (rule\n     * 61), and " + one + "62", List.of(61, 62)),
                Arguments.of("-- a comment (" + many + "61\n-- and 62)", List.of(61, 62)),
                Arguments.of("the rules of 1990, 12 of them", List.of()));
    }

    @ParameterizedTest
    @MethodSource("citations")
    void areCitedInManyWays(String text, List<Integer> numbers) {
        assertThat(Rules.citedIn(text)).containsExactlyElementsOf(numbers);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create table one (\\n    id bigint,\\n    check (id > 0)\\n); | one | true",
                "create table one (\\n    id bigint\\n); | one.id | true",
                "create table one (\\n    id bigint\\n); drop table one; | one.id | false",
                "create table one (\\n    id bigint,\\n    constraint two check (id > 0)\\n); | two | true",
                "alter table one add column a int,\\n    add column b int; | one.b | true",
                "alter table one add constraint two check (true); alter table one drop constraint two; | two | false",
                "create or replace function rapport.two() returns trigger | two | true",
                "create trigger two before delete on one; drop trigger two on one; | two | false",
                "create unique index two on one (id); | two | true",
                "-- create table one | one | false"
            })
    void readMigrationsAsTheDatabaseDoes(String migration, String name, boolean there) {
        assertThat(Schema.after(List.of(migration.replace("\\n", "\n"))).has(name))
                .isEqualTo(there);
    }

    /** All texts of ours, without those of others that were built in. */
    private static List<Path> texts() throws IOException {
        List<Path> texts = new ArrayList<>(List.of(Path.of("README.md")));
        for (String folder : List.of("src", "bpmn", "forms")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(Files::isRegularFile)
                        .filter(file -> READ.contains(file.toString().replaceFirst(".*\\.", "")))
                        .filter(file -> !file.toString().matches(".*/(node_modules|dist)/.*"))
                        .forEach(texts::add);
            }
        }
        return texts;
    }

    /** Where names lead. */
    private static final class Places {

        private final Schema schema = Schema.migrated();
        private final Set<String> elements = new HashSet<>();

        Places() throws IOException {
            try (Stream<Path> models = Files.list(Path.of("bpmn"))) {
                for (Path model :
                        models.filter(file -> file.toString().endsWith(".bpmn")).toList()) {
                    ELEMENT.matcher(Files.readString(model)).results().forEach(id -> elements.add(id.group(1)));
                }
            }
        }

        boolean exists(String name) {
            if (name.contains("/")) {
                return Files.isRegularFile(Rules.source(name)) || Files.isRegularFile(Path.of(name));
            }
            return elements.contains(name) || schema.has(name);
        }
    }
}
