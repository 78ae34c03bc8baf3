package dev.rapport.address;

import dev.rapport.address.AddressTerms.Spelling;
import dev.rapport.address.AddressTerms.Term;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** SQL text with its parameters in order. */
final class AddressQuery {

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    AddressQuery add(String text, Object... values) {
        // text blocks lose the blank in front of their first word
        sql.append(' ').append(text);
        parameters.addAll(List.of(values));
        return this;
    }

    /** Each item's text in turn, with a separator between. */
    <T> AddressQuery add(String separator, List<T> items, Consumer<T> writer) {
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                sql.append(separator);
            }
            writer.accept(items.get(i));
        }
        return this;
    }

    /** Each of the terms somewhere in what an address is found by, in one of its spellings. */
    AddressQuery everyTermInside(String address, List<Term> terms) {
        for (Term term : terms) {
            add(" and (");
            add(" or ", term.spellings(), spelling -> inside(address, spelling));
            add(")");
        }
        return this;
    }

    AddressQuery inside(String address, Spelling spelling) {
        return add(address + ".search_text like rapport.inside(" + spelling.sql() + ")", spelling.value());
    }

    /** A word of the table {@code words} equals the spelling. */
    void isWord(String words, Spelling spelling) {
        add(words + ".token = " + spelling.sql(), spelling.value());
    }

    /** A word of the table begins with the spelling: a piece of its index, which {@code ^@} is only where the value is known. */
    void beginsWord(String words, Spelling spelling) {
        add(words + ".token >= " + spelling.sql(), spelling.value());
        add("and " + words + ".token < " + spelling.sql() + " || U&'\\+10FFFF'", spelling.value());
    }

    /** One of the address's words begins with the spelling. */
    void hasWordBeginning(String address, Spelling spelling) {
        add("exists (select from rapport.address_token t where t.address_id = " + address + ".id and");
        beginsWord("t", spelling);
        add(")");
    }

    String sql() {
        return sql.toString();
    }

    void bind(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
        }
    }

    @Override
    public String toString() {
        return sql + parameters.stream().map(String::valueOf).collect(Collectors.joining(", ", " [", "]"));
    }
}
