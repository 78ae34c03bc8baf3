package dev.rapport.lists;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person can choose from to filter: also what nothing new can be recorded with, such as deleted campaigns, retired
 * types and disabled users, because entries have them still.
 *
 * @param outcomes codes of outcomes that entries were closed with, beside those that every model has
 * @param addresses no more than what is chosen: they are looked up
 */
@RecordBuilder
@RecordBuilder.Options(useImmutableCollections = true)
public record FilterChoices(
        List<Choice> types,
        List<Choice> users,
        List<Choice> campaigns,
        List<Choice> persons,
        List<Choice> addresses,
        List<Choice> outcomes) {

    /** One choice. */
    public record Choice(String value, String nameDe, String nameEn) {}

    /**
     * A choice as it is read.
     *
     * @param filter whose it is, e.g. {@code campaign}
     */
    public record Row(String filter, Choice choice) {

        /** Reads filter, value, name_de and name_en. */
        public static Row read(ResultSet row, int number) throws SQLException {
            return new Row(
                    row.getString("filter"),
                    new Choice(row.getString("value"), row.getString("name_de"), row.getString("name_en")));
        }
    }

    /** Every filter with its choices, in the order of the rows. */
    public static FilterChoices of(List<Row> rows) {
        return FilterChoicesBuilder.builder()
                .types(of(rows, "type"))
                .users(of(rows, "user"))
                .campaigns(of(rows, "campaign"))
                .persons(of(rows, "person"))
                .addresses(of(rows, "address"))
                .outcomes(of(rows, "outcome"))
                .build();
    }

    private static List<Choice> of(List<Row> rows, String filter) {
        return rows.stream()
                .filter(row -> row.filter.equals(filter))
                .map(Row::choice)
                .toList();
    }

    public static FilterChoices none() {
        return FilterChoicesBuilder.builder().build();
    }

    /** The choice with a value, if it is offered. */
    public static @Nullable Choice find(List<Choice> choices, String value) {
        return choices.stream()
                .filter(choice -> choice.value().equals(value))
                .findFirst()
                .orElse(null);
    }
}
