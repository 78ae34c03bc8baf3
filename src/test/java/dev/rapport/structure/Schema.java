package dev.rapport.structure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the migrations leave in the database, as they say it themselves: good enough to tell whether a name exists. */
final class Schema {

    private static final Pattern STATEMENT = Pattern.compile(
            "create (?:or replace )?(?:unique )?(?:function|trigger|index|view|sequence) (?:if not exists )?(?:rapport\\.)?(?<made>\\w+)"
                    + "|create table (?:rapport\\.)?(?<table>\\w+) \\((?<columns>.*?)\\n\\);"
                    + "|alter table (?:rapport\\.)?(?<altered>\\w+)(?<changes>[^;]*);"
                    + "|drop (?:function|trigger|index|view|table|sequence) (?:if exists )?(?:rapport\\.)?(?<dropped>\\w+)",
            Pattern.DOTALL);
    private static final Pattern COLUMN = Pattern.compile("^\\s{4}(\\w+) ", Pattern.MULTILINE);
    private static final Pattern CHANGE =
            Pattern.compile("(add|drop) (column|constraint) (?:if (?:not )?exists )?(\\w+)");
    private static final Pattern COMMENT = Pattern.compile("--.*");
    private static final Pattern VERSION = Pattern.compile("V(\\d+)(?:_(\\d+))?__.*");

    /** Names; those of columns with their table's before. */
    private final Set<String> names = new HashSet<>();

    private Schema() {}

    static Schema migrated() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/db/migration"))) {
            List<Path> inOrder = files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted(Comparator.comparingLong(Schema::version))
                    .toList();
            List<String> texts = new ArrayList<>();
            for (Path file : inOrder) {
                texts.add(Files.readString(file));
            }
            return after(texts);
        }
    }

    static Schema after(List<String> migrations) {
        Schema schema = new Schema();
        migrations.forEach(migration ->
                schema.read(COMMENT.matcher(migration).replaceAll("").toLowerCase(Locale.ROOT)));
        return schema;
    }

    boolean has(String name) {
        return names.contains(name);
    }

    private static long version(Path file) {
        Matcher version = VERSION.matcher(file.getFileName().toString());
        if (!version.matches()) {
            throw new AssertionError(file + " is no migration");
        }
        return Long.parseLong(version.group(1)) * 1_000
                + (version.group(2) == null ? 0 : Long.parseLong(version.group(2)));
    }

    private void read(String migration) {
        Matcher statement = STATEMENT.matcher(migration);
        while (statement.find()) {
            if (statement.group("made") != null) {
                names.add(statement.group("made"));
            } else if (statement.group("table") != null) {
                create(statement.group("table"), statement.group("columns"));
            } else if (statement.group("altered") != null) {
                alter(statement.group("altered"), statement.group("changes"));
            } else {
                String dropped = statement.group("dropped");
                names.removeIf(name -> name.equals(dropped) || name.startsWith(dropped + "."));
            }
        }
    }

    private void create(String table, String columns) {
        names.add(table);
        COLUMN.matcher(columns).results().forEach(column -> names.add(table + "." + column.group(1)));
        CHANGE.matcher(columns.replaceAll("(?<!add )constraint ", "add constraint "))
                .results()
                .forEach(constraint -> names.add(constraint.group(3)));
    }

    private void alter(String table, String changes) {
        CHANGE.matcher(changes).results().forEach(change -> {
            String name = change.group(2).equals("column") ? table + "." + change.group(3) : change.group(3);
            if (change.group(1).equals("add")) {
                names.add(name);
            } else {
                names.remove(name);
            }
        });
    }
}
